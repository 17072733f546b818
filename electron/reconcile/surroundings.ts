import { judgeLock } from './lock-judgement.ts';
import { isPlaceUnseen } from './lost-worktree.ts';
import type { Surroundings } from './offered-actions.ts';
import type { EnvironmentCase, TaskCase } from './world.ts';

function placeOf({ task, environment }: TaskCase): Surroundings['place'] {
  if (environment === undefined) return task.environmentId === undefined ? 'there' : 'unrecorded';
  const { reading, recorded, verdict } = environment;
  const { state, executionMode, git } = recorded.record;
  if (state === 'archived' || state === 'removed') return 'missing';
  if (reading === undefined || executionMode === 'remote') return 'unknown';
  if (isPlaceUnseen(reading)) return 'unknown';
  if (reading.movedTo !== undefined) return 'moved';
  if (git !== undefined && reading.registration === 'unknown') return 'unknown';
  if (executionMode === 'git_worktree' && reading.registration === 'unregistered')
    return reading.path.kind === 'present' ? 'cut_off' : 'missing';
  return reading.path.kind === 'absent' || verdict.health === 'missing' ? 'missing' : 'there';
}

/** Restart sets a worktree back: that is refused in the midst of an operation or on another branch. */
function stuckOf(environment: EnvironmentCase | undefined): string | undefined {
  const git = environment?.recorded.record.git;
  const worktree = environment?.reading?.worktree;
  if (git === undefined || worktree === undefined) return undefined;
  if (worktree.realPath === undefined) {
    const lock = environment?.reading === undefined ? 'none' : judgeLock(environment.reading);
    return lock === 'none' || lock === 'gone'
      ? undefined
      : 'Git holds its worktree locked though it is missing; unlock it first.';
  }
  if (environment?.reading?.status?.kind === 'unknown')
    return 'What is in its environment could not be seen; look again.';
  const { operation, isDetached, branch } = worktree;
  if (operation !== undefined)
    return `A ${operation.replaceAll('_', ' ')} is half done in its environment; finish or abort it first.`;
  if (worktree.indexLockedSince !== undefined)
    return 'Another git holds the index of its environment; wait for it, or unlock it first.';
  const { nested = [] } = environment?.reading?.status ?? {};
  if (nested.length > 0)
    return `No backup can hold the repositories inside its environment (${nested.join(', ')}); move those first.`;
  if (worktree.isMain) return 'Its environment is the repository itself, which is not set back.';
  return isDetached || branch === git.branch
    ? undefined
    : `Its environment is on branch ${branch ?? 'unknown'}; switch it back first.`;
}

function leaseOf(environment: EnvironmentCase | undefined): Surroundings['lease'] {
  switch (environment?.lease.kind) {
    case 'held':
    case 'expired':
      return 'held';
    case 'unknown':
    case 'unreadable':
      return environment.lease.kind;
    default:
      return undefined;
  }
}

/** What stands around a task when it is to be started again. */
export const surroundingsOf = (one: TaskCase): Surroundings => ({
  life: one.life,
  place: placeOf(one),
  stuck: stuckOf(one.environment),
  lease: leaseOf(one.environment),
});
