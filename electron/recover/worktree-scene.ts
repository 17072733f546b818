import type { Environment, WorktreeDetails } from '#shared/domain/environment.ts';
import type { EnvironmentReading } from '#shared/domain/observation.ts';
import type { Look } from './look.ts';
import type { RecoverDeps } from './recover-deps.ts';
import { judgeStaleEntry, type StaleEntry } from './stale-entry.ts';
import { findWorktreeSource, type WorktreeSource } from './worktree-source.ts';

/** What it takes to bring a missing worktree back. */
export interface MissingWorktree {
  readonly environment: Environment;
  readonly git: WorktreeDetails;
  readonly source: WorktreeSource;
  readonly stale: StaleEntry;
  /** Where the old administrative entry is kept; only when there is one. */
  readonly keptEntry: string | undefined;
}

/** Gathers it; undefined when the environment is no worktree or its directory is not known absent. */
export async function observeMissingWorktree(
  deps: Pick<RecoverDeps, 'runGit'>,
  look: Look,
  environment: Environment,
  reading: EnvironmentReading | undefined,
  keptEntry: string,
): Promise<MissingWorktree | undefined> {
  const { git, executionMode } = environment;
  if (executionMode !== 'git_worktree' || git === undefined || reading?.path.kind !== 'absent')
    return undefined;
  const repository = await look.repository(git.repoRoot);
  const source = await findWorktreeSource(deps.runGit, environment, git, repository);
  const stale = judgeStaleEntry(reading.worktree, reading.lockHolder);
  return {
    environment,
    git,
    source,
    stale,
    keptEntry: stale.kind === 'none' ? undefined : keptEntry,
  };
}

/** Why it cannot be brought back, or undefined. */
export function obstacleToAdding({ source, stale }: MissingWorktree): string | undefined {
  if (source.kind === 'none') return `There is nothing to bring it back from: ${source.why}.`;
  return stale.kind === 'locked' ? `Git holds it locked: ${stale.why}.` : undefined;
}
