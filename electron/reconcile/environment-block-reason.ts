import { environmentReason, isEnvironmentReason } from '#shared/domain/blocked-reason.ts';
import type { RecoveryAction } from '#shared/domain/environment.ts';
import type { EnvironmentVerdict } from '#shared/domain/reconciliation.ts';

/** Actions on an environment that keep its task from going on. A released lease does not. */
export type BlockingAction = Exclude<RecoveryAction, 'release_stale_lease'>;

const words: Readonly<Record<BlockingAction, string>> = {
  recreate_missing_environment: 'is not there and must be recreated',
  archive_dirty_environment: 'holds changes and is to be archived first',
  queue_cleanup: 'belongs to no task and is to be cleaned up',
  mark_task_blocked: 'has drifted; its task stays blocked until that is mended',
};

/** Why an environment keeps its task from going on; the same text each time, so it is added once. */
export const environmentBlockReason = (environmentId: string, action: BlockingAction): string =>
  environmentReason(environmentId, words[action]);

const isOurs = (environmentId: string, reason: string): boolean =>
  Object.values(words).some((what) => reason === environmentReason(environmentId, what));

/**
 * A task's blocked reasons after a conclusive look at its environment: the current one is there once,
 * an outdated one is gone, and a well environment is no reason at all.
 */
export function reasonsAfterLook(
  reasons: readonly string[],
  { id, state, recoveryAction }: EnvironmentVerdict,
): readonly string[] {
  if (recoveryAction === null || recoveryAction === 'release_stale_lease')
    return state === 'failed'
      ? reasons.filter((reason) => !isOurs(id, reason))
      : reasons.filter((reason) => !isEnvironmentReason(reason, id));
  const current = environmentBlockReason(id, recoveryAction);
  const kept = reasons.filter((reason) => reason === current || !isOurs(id, reason));
  return kept.includes(current) ? kept : [...kept, current];
}
