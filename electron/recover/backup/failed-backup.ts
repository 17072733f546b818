import type { ActFailure } from '#electron/recover/recovery-verb.ts';

/** What an act says when there is no backup before it; `done`: what it has not done therefore. */
export const failedBackup = (
  error: { readonly kind?: string; readonly message: string },
  done: 'changed' | 'removed',
): ActFailure =>
  error.kind === 'stopped'
    ? { kind: 'cancelled', why: `Stopped by the operator before anything was ${done}.` }
    : { kind: 'failed', why: `Nothing was ${done}, as the backup failed: ${error.message}` };
