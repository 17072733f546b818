import type { EnvironmentRow } from '#shared/contract/sweep.ts';
import type { RecoveryAction, RecoveryStatus } from '#shared/domain/environment.ts';

const recoveryWords: Readonly<Record<RecoveryStatus, string>> = {
  not_required: 'not required',
  pending: 'pending',
  reconciled: 'reconciled',
  needs_operator_action: 'needs you',
  failed: 'failed',
};

/** How its recovery stands. */
export const describeRecovery = (status: RecoveryStatus): string => recoveryWords[status];

const actionWords: Readonly<Record<RecoveryAction, string>> = {
  recreate_missing_environment: 'recreate it',
  release_stale_lease: 'release its lease',
  archive_dirty_environment: 'archive it',
  queue_cleanup: 'clean it up',
  mark_task_blocked: 'its task is blocked',
};

/** What is to be done next, if anything: `recreate it`. */
export const describeNext = (row: Pick<EnvironmentRow, 'recoveryAction'>): string | null =>
  row.recoveryAction === null ? null : actionWords[row.recoveryAction];
