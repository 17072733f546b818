import type { EnvironmentRow } from '#shared/contract/sweep.ts';
import type { RecoveryStatus } from '#shared/domain/environment.ts';

const recoveryWords: Readonly<Record<RecoveryStatus, string>> = {
  not_required: 'not required',
  pending: 'pending',
  reconciled: 'reconciled',
  needs_operator_action: 'needs you',
  failed: 'failed',
};

/** How its recovery stands. */
export const describeRecovery = (status: RecoveryStatus): string => recoveryWords[status];

/** What is to be done next, if anything: `recreate missing environment`. */
export const describeNext = (row: Pick<EnvironmentRow, 'recoveryAction'>): string | null =>
  row.recoveryAction?.replaceAll('_', ' ') ?? null;
