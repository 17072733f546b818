import type { Reason } from '#shared/domain/condition.ts';
import type { Environment, WorktreeDetails } from '#shared/domain/environment.ts';
import type {
  EnvironmentReading,
  GitOperation,
  StatusReading,
} from '#shared/domain/observation.ts';
import { judgeLock } from './lock-judgement.ts';

interface DriftLimits {
  readonly isOccupied: boolean;
  readonly nowMs: number;
  readonly indexLockLimitMs: number;
}

const reasonOfOperation: Readonly<Record<GitOperation, Reason>> = {
  rebase: 'rebase_in_progress',
  merge: 'merge_in_progress',
  cherry_pick: 'cherry_pick_in_progress',
  revert: 'revert_in_progress',
  bisect: 'bisect_in_progress',
  am: 'operation_in_progress',
};

/**
 * How a registered worktree differs from its record or is stuck, and the facts about the work in it.
 * An operation, a conflict, a detached HEAD or a lock is trouble only when no agent is at work there:
 * with one, it is the work.
 */
export function driftOfWorktree(
  { git }: Environment,
  reading: EnvironmentReading,
  limits: DriftLimits,
): Reason[] {
  if (reading.worktree === undefined || git === undefined) return [];
  const drift = reasonsOfBranch(git, reading);
  if (!limits.isOccupied)
    drift.push(
      ...reasonsOfStandstill(reading, drift.length > 0),
      ...reasonsOfLocks(reading, limits),
      ...reasonsOfSurroundings(reading),
    );
  return [...drift, ...factsOfWork(reading.status)];
}

/** At most one: where the branch is gone, being on another one follows from that. */
function reasonsOfBranch(git: WorktreeDetails, reading: EnvironmentReading): Reason[] {
  const { worktree, branch, branchAt, base } = reading;
  const isOn = worktree?.branch === git.branch;
  // A branch without a first commit is not there yet, and not gone.
  const isUnborn = isOn && worktree?.head === undefined && git.head === undefined;
  if (branch === 'absent' && !(isUnborn && base !== 'present')) return ['branch_gone'];
  if (branchAt !== undefined) return ['branch_checked_out_elsewhere'];
  const isElsewhere = worktree?.isDetached !== true && worktree?.branch !== undefined && !isOn;
  return isElsewhere ? ['wrong_branch'] : [];
}

/** Conflicts are the graver half of the operation that left them. */
function reasonsOfStandstill(
  { worktree, status }: EnvironmentReading,
  isBranchNamed: boolean,
): Reason[] {
  if (status?.kind === 'read' && status.conflictCount > 0) return ['conflicts'];
  if (worktree?.operation !== undefined) return [reasonOfOperation[worktree.operation]];
  return worktree?.isDetached === true && !isBranchNamed ? ['detached_head'] : [];
}

function reasonsOfLocks(
  reading: EnvironmentReading,
  { nowMs, indexLockLimitMs }: DriftLimits,
): Reason[] {
  const reasons: Reason[] = [];
  const lock = judgeLock(reading);
  if (lock !== 'none' && lock !== 'alive') reasons.push('locked');
  const since = reading.worktree?.indexLockedSince;
  const isOld = since !== undefined && nowMs - Date.parse(since) > indexLockLimitMs;
  if (isOld && reading.gitAtWork?.kind !== 'running') reasons.push('index_lock_abandoned');
  return reasons;
}

function reasonsOfSurroundings({ status, base, worktree }: EnvironmentReading): Reason[] {
  const reasons: Reason[] = [];
  if (status?.kind === 'read' && worktree?.operation === undefined) {
    const { upstream, ahead, behind, head, nested = [] } = status;
    if ((ahead ?? 0) > 0 && (behind ?? 0) > 0) reasons.push('diverged');
    // Git counts against every upstream that is there.
    if (upstream !== undefined && ahead === undefined && head !== undefined)
      reasons.push('upstream_gone');
    if (nested.length > 0) reasons.push('nested_repository');
  }
  return base === 'absent' ? [...reasons, 'base_gone'] : reasons;
}

function factsOfWork(status: StatusReading | undefined): Reason[] {
  if (status?.kind !== 'read') return [];
  const { changeCount, untrackedCount, unpushedCommits = 0 } = status;
  const facts: Reason[] = [];
  if (changeCount > untrackedCount) facts.push('dirty');
  if (untrackedCount > 0) facts.push('untracked');
  if (unpushedCommits > 0) facts.push('ahead_unpushed');
  return facts;
}
