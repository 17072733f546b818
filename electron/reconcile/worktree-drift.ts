import type { Reason } from '#shared/domain/condition.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type { EnvironmentReading } from '#shared/domain/observation.ts';

interface DriftLimits {
  readonly isOccupied: boolean;
  readonly nowMs: number;
  readonly indexLockLimitMs: number;
}

/**
 * How a registered worktree differs from its record or is stuck. An operation, a conflict, a detached
 * HEAD or a lock is trouble only when no agent is at work there: with one, it is the work.
 */
export function driftOfWorktree(
  { git }: Environment,
  { worktree, status }: EnvironmentReading,
  { isOccupied, nowMs, indexLockLimitMs }: DriftLimits,
): Reason[] {
  if (worktree === undefined || git === undefined) return [];
  const drift: Reason[] = [];
  const { branch, isDetached, operation, indexLockedSince } = worktree;
  if (!isDetached && branch !== undefined && branch !== git.branch) drift.push('wrong_branch');
  if (isOccupied) return drift;
  const hasConflicts = status?.kind === 'read' && status.conflictCount > 0;
  if (hasConflicts) drift.push('conflicts');
  else if (operation !== undefined) drift.push('operation_in_progress');
  else if (isDetached) drift.push('detached_head');
  const isLockOld =
    indexLockedSince !== undefined && nowMs - Date.parse(indexLockedSince) > indexLockLimitMs;
  if (isLockOld) drift.push('index_lock_abandoned');
  return drift;
}
