import type { Worker } from '#shared/domain/worker.ts';
import type { BlockedPush } from './blocked-push.ts';

/**
 * Whether a marker tells how this worker ended. One that the worker is at work again since then (a retry
 * keeps the time at which it had ended) is about an earlier attempt, and so is one without a time.
 */
export function isMarkerOf(marker: BlockedPush, worker: Worker): boolean {
  if (marker.task_id !== undefined && marker.task_id !== worker.taskId) return false;
  if (worker.lifecycle === 'blocked_push') return true;
  if (worker.lifecycle === 'completed' || worker.lifecycle === 'failed') return false;
  const leftMs = Date.parse(marker.generated_at ?? '');
  const known = [worker.startedAt, worker.completedAt].filter((time) => time !== undefined);
  return known.every((time) => leftMs > Date.parse(time));
}
