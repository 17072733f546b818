import { isAbsolute, relative, resolve } from 'node:path';
import type { Environment } from '#shared/domain/environment.ts';
import type { PathReading, RepositoryReading, WorktreeEntry } from '#shared/domain/observation.ts';
import type { Recorded } from '#shared/domain/records.ts';
import { obstacleOfMove } from '#electron/recover/environment-obstacle.ts';
import type { Look } from '#electron/recover/look.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { environmentIdOf, type Target } from '#electron/recover/target.ts';

/** The directory to be cleaned up, and what is known of it. */
export interface Place {
  readonly path: string;
  /** The folder whose managed root holds the trash. */
  readonly workspace: string;
  /** The recorded repository; else the workspace, which may be none. */
  readonly repoRoot: string;
  readonly recorded: Recorded<Environment> | undefined;
  readonly seen: PathReading;
  /** Undefined when its workspace is no repository that could be found. */
  readonly repository: RepositoryReading | undefined;
  /** Where its worktree was found instead. */
  readonly movedTo?: string | undefined;
  /** Git's entry for this very directory. */
  readonly entry: WorktreeEntry | undefined;
}

/** Finds the directory a target is about; undefined when it is about none. */
export async function observePlace(
  deps: Pick<RecoverDeps, 'observePath'>,
  target: Target,
  look: Look,
): Promise<Place | undefined> {
  const records = look.records();
  const { subject } = target;
  const environmentId = subject.kind === 'directory' ? undefined : environmentIdOf(target, look);
  const recorded = records.environments.find(({ record }) => record.id === environmentId);
  const path = subject.kind === 'directory' ? subject.id : recorded && pathOf(recorded.record);
  if (path === undefined) return undefined;
  const workspace = recorded?.record.workspaceRoot ?? subject.workspace;
  const repoRoot = recorded?.record.git?.repoRoot ?? workspace;
  const place = await observePlaceAt(deps, { path, workspace, repoRoot, recorded }, look);
  if (recorded === undefined || place.seen.kind !== 'absent') return place;
  return { ...place, movedTo: (await look.environment(recorded.record)).movedTo };
}

/** Where an environment is recorded to be. */
export const pathOf = ({ git, path }: Environment): string => git?.worktreePath ?? path;

/** Looks at a directory that is known to be meant. */
export async function observePlaceAt(
  deps: Pick<RecoverDeps, 'observePath'>,
  known: Pick<Place, 'path' | 'workspace' | 'repoRoot' | 'recorded'>,
  look: Look,
): Promise<Place> {
  const { path } = known;
  const seen = await deps.observePath(path);
  const repository = await look.repository(known.repoRoot);
  const realPath = seen.kind === 'present' ? seen.realPath : path;
  const entry =
    repository.kind === 'read'
      ? repository.worktrees.find((one) => one.realPath === realPath || one.path === path)
      : undefined;
  return { ...known, seen, repository, entry };
}

const holds = (outer: string, inner: string): boolean => {
  const way = relative(resolve(outer), resolve(inner));
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
};

/** Why this directory is not Rollcall's to move away, or undefined. */
export function obstacleOfPlace(
  { path, workspace, recorded, seen, movedTo, entry, repository }: Place,
  home: string,
  others: readonly Environment[],
): string | undefined {
  if (recorded?.record.executionMode === 'remote') return 'It is on another machine.';
  if (recorded?.record.executionMode === 'shared_workspace')
    return `${path} is a shared workspace; it is not cleaned up.`;
  // Its entry holds what is staged there; without it git would not know that worktree any more.
  if (movedTo !== undefined) return obstacleOfMove(path, movedTo);
  if (seen.kind === 'unknown') return `${path} could not be looked at (${seen.why}); look again.`;
  if (seen.kind === 'present' && seen.type !== 'directory') return `${path} is no directory.`;
  if (!isAbsolute(path) || holds(path, workspace) || holds(path, home))
    return `${path} holds the workspace or Rollcall's home; it is not cleaned up.`;
  if (entry?.isMain === true) return `${path} is the repository itself; it is not cleaned up.`;
  if (entry?.locked !== undefined)
    return `Git holds it locked (${entry.locked.reason || 'no reason given'}); unlock it first.`;
  if (repository?.kind === 'unknown' && recorded?.record.executionMode === 'git_worktree')
    return `${repository.repoRoot} could not be read (${repository.why}); look again.`;
  const inner = others.find((other) => other.id !== recorded?.record.id && holds(path, other.path));
  if (inner !== undefined)
    return `Environment ${inner.id} is inside it (${inner.path}); clean that up first.`;
  return obstacleOfInnerWorktree(seen, repository);
}

/** Taken along, a worktree inside would be lost to git, and to whoever works there. */
function obstacleOfInnerWorktree(
  seen: PathReading,
  repository: RepositoryReading | undefined,
): string | undefined {
  if (repository?.kind !== 'read' || seen.kind !== 'present') return undefined;
  const worktree = repository.worktrees.find(
    ({ realPath }) => realPath !== undefined && realPath.startsWith(`${seen.realPath}/`),
  );
  return (
    worktree &&
    `Worktree ${worktree.path} is inside it; clean that up or move it with git worktree move first.`
  );
}
