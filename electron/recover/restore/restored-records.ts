import type { KeptBackup } from '#shared/domain/backup.ts';
import { isRetiredEnvironment } from '#shared/domain/environment.ts';
import type { RecordChange } from '#shared/domain/records.ts';
import { changeRecord } from '#electron/recover/record-change.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';

/** The record of an environment that was put away and is back; none when it was not retired. */
export function recordsOfRestored(
  { store, clock }: Pick<RecoverDeps, 'store' | 'clock'>,
  { environmentId }: KeptBackup,
  to: string,
): readonly RecordChange[] {
  const recorded =
    environmentId === undefined ? undefined : store.get('environment', environmentId);
  if (recorded === undefined || !isRetiredEnvironment(recorded.record)) return [];
  const { cleanupResult: _undone, git, ...rest } = recorded.record;
  const now = clock.now();
  return [
    changeRecord('environment', recorded, {
      ...rest,
      path: to,
      ...(git === undefined ? {} : { git: { ...git, worktreePath: to } }),
      state: 'ready',
      health: 'unknown',
      recoveryStatus: 'reconciled',
      updatedAt: now,
    }),
  ];
}
