import type { Occupant } from '#shared/domain/occupant.ts';
import type { PlannedBackup } from '#shared/domain/plan.ts';
import { backupRef } from './backup/backup-record.ts';
import {
  hasWork,
  obstacleToSettingBack,
  observeWorktreeWork,
  type WorktreeWork,
} from './environment-work.ts';
import { obstacleOfMove } from './environment-obstacle.ts';
import type { Look } from './look.ts';
import type { PlanIds } from './plan-ids.ts';
import type { RecoverDeps } from './recover-deps.ts';
import type { TaskScene } from './task-scene.ts';
import { trashPath } from './trash.ts';
import { type IgnoredScene, observeIgnoredScene } from './ignored/ignored-scene.ts';
import {
  type MissingWorktree,
  observeMissingWorktree,
  obstacleToAdding,
} from './worktree-scene.ts';

/** A plain directory that goes to the trash whole, for an empty one in its place. */
export interface SwappedDirectory {
  readonly kind: 'swap_directory';
  readonly path: string;
  readonly trash: string;
  readonly workspace: string;
  readonly environmentId: string;
}

/** How a task's environment is prepared anew, and what has to be kept first. */
export type FreshEnvironment =
  /** A shared workspace, or none of its own: others work there, it is left as it is. */
  | { readonly kind: 'as_it_is' }
  | { readonly kind: 'make_directory'; readonly path: string }
  | SwappedDirectory
  | {
      readonly kind: 'set_back';
      readonly path: string;
      readonly seen: WorktreeWork;
      readonly branch: string | undefined;
      readonly backup: PlannedBackup | null;
      readonly ignored: IgnoredScene;
      /** Processes that work in it, such as what a dead agent left behind. */
      readonly occupants: readonly Occupant[];
    }
  | { readonly kind: 'bring_back'; readonly missing: MissingWorktree; readonly backupId: string }
  | { readonly kind: 'impossible'; readonly why: string; readonly ignored?: IgnoredScene };

const impossible = (why: string): FreshEnvironment => ({ kind: 'impossible', why });

type Deps = Pick<RecoverDeps, 'runGit' | 'observeProcess' | 'observeOccupants' | 'clock' | 'home'>;

/** Looks at a task's environment and decides how it would be prepared anew. Changes nothing. */
export async function observeFreshEnvironment(
  deps: Deps,
  look: Look,
  { environment, reading, target }: TaskScene,
  ids: PlanIds,
): Promise<FreshEnvironment> {
  if (environment === undefined) return { kind: 'as_it_is' };
  const { record } = environment;
  const path = record.git?.worktreePath ?? record.path;
  if (record.executionMode === 'remote')
    return impossible('Its environment is on another machine.');
  if (reading === undefined || reading.path.kind === 'unknown')
    return impossible(`${path} could not be looked at; look again.`);
  if (reading.path.kind === 'absent' && reading.path.parent !== 'present')
    return impossible(`${path} and the folder above it are missing; look again.`);
  if (reading.movedTo !== undefined) return impossible(obstacleOfMove(path, reading.movedTo));
  const isAbsent = reading.path.kind === 'absent';
  switch (record.executionMode) {
    case 'shared_workspace':
      return isAbsent
        ? impossible(`The shared workspace ${path} is missing.`)
        : { kind: 'as_it_is' };
    case 'isolated_workspace': {
      if (isAbsent) return { kind: 'make_directory', path };
      const isEmpty = reading.path.kind === 'present' && reading.path.isEmpty === true;
      return isEmpty
        ? { kind: 'as_it_is' }
        : {
            kind: 'swap_directory',
            path,
            trash: trashPath(record.workspaceRoot, ids('trash')),
            workspace: record.workspaceRoot,
            environmentId: record.id,
          };
    }
    case 'git_worktree':
      break;
  }
  const kept = `${trashPath(record.workspaceRoot, ids('trash'))}/entry`;
  const missing = await observeMissingWorktree(deps, look, record, reading, kept);
  if (missing !== undefined) {
    const why = obstacleToAdding(missing);
    return why === undefined
      ? { kind: 'bring_back', missing, backupId: ids('backup') }
      : impossible(why);
  }
  return observeSetBack(deps, { environment, reading, target }, path, ids);
}

async function observeSetBack(
  deps: Deps,
  { environment, reading, target }: Pick<TaskScene, 'environment' | 'reading' | 'target'>,
  path: string,
  ids: PlanIds,
): Promise<FreshEnvironment> {
  const git = environment?.record.git;
  const worktree = reading?.worktree;
  if (git === undefined) return impossible('Its record does not say which worktree it is.');
  if (reading?.registration !== 'registered' || worktree === undefined)
    return impossible(`Git does not list ${path} as a worktree; reattach it first.`);
  if (worktree.operation !== undefined)
    return impossible(
      `A ${worktree.operation.replaceAll('_', ' ')} is in progress there; finish or abort it first.`,
    );
  if (worktree.indexLockedSince !== undefined)
    return impossible('Its index is locked; wait for that git, or unlock it first.');
  if (worktree.isMain)
    return impossible(`${path} is the repository's own working tree, which is not set back.`);
  if (!worktree.isDetached && worktree.branch !== git.branch)
    return impossible(
      `It is on branch ${worktree.branch ?? '?'}, not on ${git.branch}; switch back first.`,
    );
  const seen = await observeWorktreeWork(deps.runGit, path, git.baseBranch, git.head);
  if (!seen.ok)
    return impossible(`What is in ${path} could not be seen (${seen.error}); look again.`);
  const location = backupRef(ids('backup'));
  const isChosen = target.choices.keepIgnored === true;
  const ignored = await observeIgnoredScene(deps, path, { ref: location, isChosen });
  const why = obstacleToSettingBack(seen.value, ignored);
  if (why !== undefined) return { kind: 'impossible', why, ignored };
  const { keptIn } = ignored;
  const backup: PlannedBackup | null =
    hasWork(seen.value) || keptIn !== undefined
      ? { kind: 'git_ref', location, repoRoot: git.repoRoot, ignored: keptIn }
      : null;
  const occupants = await deps.observeOccupants(worktree.realPath ?? path);
  const { branch } = worktree;
  return { kind: 'set_back', path, seen: seen.value, branch, backup, ignored, occupants };
}

export const backupOf = (fresh: FreshEnvironment): PlannedBackup | null => {
  if (fresh.kind === 'set_back') return fresh.backup;
  return fresh.kind === 'swap_directory' ? { kind: 'trash', location: fresh.trash } : null;
};
