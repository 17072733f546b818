import type { Environment, WorktreeDetails } from '#shared/domain/environment.ts';
import type { PathReading, WorktreeEntry } from '#shared/domain/observation.ts';
import type { PlannedBackup } from '#shared/domain/plan.ts';
import type { Recorded } from '#shared/domain/records.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { backupRef } from '#electron/recover/backup/backup-record.ts';
import { observeWork, type Work } from '#electron/recover/backup/observe-work.ts';
import { findUse } from '#electron/recover/clean-up/clean-up-scene.ts';
import {
  type EnvironmentScene,
  observeEnvironmentScene,
} from '#electron/recover/environment-scene.ts';
import { findOverwritten } from '#electron/recover/environment-work.ts';
import { type IgnoredScene, observeIgnoredScene } from '#electron/recover/ignored/ignored-scene.ts';
import type { Look } from '#electron/recover/look.ts';
import type { PlanIds } from '#electron/recover/plan-ids.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { Target } from '#electron/recover/target.ts';
import { findLastTip, type Tip } from './last-tip.ts';

/** A worktree that is there, and what it takes to have it on its recorded branch. */
export interface SeenBranch {
  readonly git: WorktreeDetails;
  readonly entry: WorktreeEntry;
  /** Where the branch is; where it is gone, the commit at which it is made again. */
  readonly tip: Result<Tip, string>;
  readonly isThere: boolean;
  /** HEAD names the branch, which is gone: it only has to be made again. */
  readonly isOnIt: boolean;
  readonly inUse: string | undefined;
  readonly work: Result<Work, string>;
  /** Changed files that the branch has otherwise: no switch may touch those. */
  readonly inTheWay: Result<readonly string[], string>;
  /** Ignored files that the branch has otherwise: a private ref does not hold them. */
  readonly overwritten: Result<readonly string[], string>;
  readonly ignored: IgnoredScene | undefined;
  /** Null where no file changes. */
  readonly backup: PlannedBackup | null;
}

export interface BranchScene extends EnvironmentScene {
  /** Undefined unless git lists the worktree and its directory is there. */
  readonly seen: SeenBranch | undefined;
}

/** Gathers it. */
export async function observeBranch(
  deps: RecoverDeps,
  target: Target,
  look: Look,
  ids: PlanIds,
): Promise<BranchScene> {
  const scene = await observeEnvironmentScene(deps, target, look);
  const { recorded, reading } = scene;
  const isListed = reading?.path.kind === 'present' && reading.registration === 'registered';
  if (recorded === undefined || !isListed || reading.worktree === undefined)
    return { ...scene, seen: undefined };
  return {
    ...scene,
    seen: await lookAt(
      deps,
      look,
      { recorded, path: reading.path, entry: reading.worktree, target },
      ids,
    ),
  };
}

interface Listed {
  readonly recorded: Recorded<Environment>;
  readonly path: PathReading;
  readonly entry: WorktreeEntry;
  readonly target: Target;
}

async function lookAt(
  deps: RecoverDeps,
  look: Look,
  { recorded, path: seen, entry, target }: Listed,
  ids: PlanIds,
): Promise<SeenBranch | undefined> {
  const { git } = recorded.record;
  const repository = git && (await look.repository(git.repoRoot));
  if (git === undefined || repository?.kind !== 'read') return undefined;
  const there = repository.branches[git.branch];
  const isOnIt = !entry.isDetached && entry.branch === git.branch && there === undefined;
  const tip =
    there === undefined
      ? await findLastTip(deps.runGit, { environment: recorded.record, git, entry, repository })
      : ok({ commit: there, from: 'the branch' });
  const path = git.worktreePath;
  const work = isOnIt ? noFile : await readWork(deps, path);
  const ref = backupRef(ids('backup'));
  const isChosen = target.choices.keepIgnored === true;
  const ignored = isOnIt ? undefined : await observeIgnoredScene(deps, path, { ref, isChosen });
  const kept = { location: ref, repoRoot: git.repoRoot, ignored: ignored?.keptIn };
  return {
    git,
    entry,
    tip,
    isThere: there !== undefined,
    isOnIt,
    inUse: await findUse(deps, look, { path, seen, recorded }),
    work,
    inTheWay: await findChanged(deps, path, tip, work),
    overwritten: await findIgnored(deps, path, tip, work),
    ignored,
    backup: isOnIt ? null : { kind: 'git_ref', ...kept },
  };
}

/** A HEAD without a commit has nothing to compare files with, and none of them is touched. */
const noFile = err('its HEAD has no commit');

async function readWork({ runGit }: RecoverDeps, path: string): Promise<Result<Work, string>> {
  const work = await observeWork(runGit, path);
  return work.ok ? work : err(work.error.message);
}

async function findChanged(
  { runGit }: RecoverDeps,
  path: string,
  tip: Result<Tip, string>,
  work: Result<Work, string>,
): Promise<Result<readonly string[], string>> {
  if (!tip.ok || !work.ok) return ok([]);
  const { commit } = tip.value;
  const read = (...args: readonly string[]) => runGit({ cwd: path, args, access: 'read' });
  const args = ['diff', '--name-only', '-z', '--no-renames', work.value.head, commit, '--'];
  const told = await read(...args);
  if (!told.ok) return err(told.error.message);
  const differing = new Set(told.value.split('\0'));
  return ok(work.value.paths.filter((one) => differing.has(one)));
}

async function findIgnored(
  { runGit }: RecoverDeps,
  path: string,
  tip: Result<Tip, string>,
  work: Result<Work, string>,
): Promise<Result<readonly string[], string>> {
  if (!tip.ok || !work.ok) return ok([]);
  const read = (...args: readonly string[]) => runGit({ cwd: path, args, access: 'read' });
  return findOverwritten(read, path, tip.value.commit, work.value);
}
