import { isAtWork, type Worker } from '#shared/domain/worker.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** Why a runner would not start a task anew. */
export interface RetryRefusal {
  readonly kind: 'not_retried';
  readonly message: string;
}

/**
 * A worker as its own runner leaves it once it is told to try again: at work, without its last error;
 * attempts and the time at which it ended are kept. Refused unless it has failed or waits to be pushed.
 */
export function retryWorker(worker: Worker | undefined): Result<Worker, RetryRefusal> {
  const refuse = (message: string) => err({ kind: 'not_retried', message } as const);
  if (worker === undefined) return refuse('There is no parallel run recorded');
  const { taskId, lifecycle } = worker;
  if (lifecycle === 'completed') return refuse(`${taskId} is already completed`);
  if (isAtWork(worker)) return refuse(`${taskId} is currently ${lifecycle} by its record`);
  const { lastError: _former, ...rest } = worker;
  return ok({ ...rest, lifecycle: 'running' });
}
