import type { Worker } from '#shared/domain/worker.ts';
import type { BlockedPush } from './blocked-push.ts';

/**
 * A worker once its process has ended: with code 0 its work is done; else it waits to be pushed where it
 * left a marker that says so, and has failed where it left none.
 */
export function exitWorker(
  worker: Worker,
  exitCode: number,
  marker: BlockedPush | undefined,
): Worker {
  if (exitCode === 0) return { ...worker, lifecycle: 'completed' };
  if (marker === undefined) return { ...worker, lifecycle: 'failed' };
  const lastError = marker.reason ?? worker.lastError;
  return {
    ...worker,
    lifecycle: 'blocked_push',
    pushAttempts: marker.attempt ?? worker.pushAttempts,
    ...(lastError !== undefined && { lastError }),
  };
}
