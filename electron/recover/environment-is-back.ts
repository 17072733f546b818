import { isEnvironmentReason } from '#shared/domain/blocked-reason.ts';
import type { RecordChange } from '#shared/domain/records.ts';
import type { RecoverDeps } from './recover-deps.ts';
import { changeRecord } from './record-change.ts';

/**
 * The records of an environment that is there again: reconciled, and no longer a reason for its task
 * to wait. Whether the task goes on is the operator's next choice, so its state stays. `movedTo` is
 * where it is now (absolute), when that is not where it was recorded.
 */
export function environmentIsBack(
  deps: Pick<RecoverDeps, 'store' | 'clock'>,
  environmentId: string,
  movedTo?: string,
): readonly RecordChange[] {
  const environment = deps.store.get('environment', environmentId);
  if (environment === undefined) return [];
  const now = deps.clock.now();
  const { recoveryAction: _mended, failure: _past, ...rest } = environment.record;
  const changes: RecordChange[] = [
    changeRecord('environment', environment, {
      ...rest,
      path: movedTo ?? rest.path,
      git: rest.git && { ...rest.git, worktreePath: movedTo ?? rest.git.worktreePath },
      state: rest.state === 'in_use' ? 'in_use' : 'ready',
      health: 'clean',
      recoveryStatus: 'reconciled',
      lastVerifiedAt: now,
      updatedAt: now,
    }),
  ];
  for (const task of deps.store.load().tasks) {
    if (task.record.environmentId !== environmentId) continue;
    const blockedReasons = task.record.blockedReasons.filter(
      (reason) => !isEnvironmentReason(reason, environmentId),
    );
    if (blockedReasons.length < task.record.blockedReasons.length)
      changes.push(changeRecord('task', task, { ...task.record, blockedReasons, updatedAt: now }));
  }
  return changes;
}
