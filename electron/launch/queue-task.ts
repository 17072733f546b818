import type { Environment } from '#shared/domain/environment.ts';
import type { Task } from '#shared/domain/task.ts';
import { err, type Result } from '#shared/result.ts';
import type { LaunchDeps, LaunchError } from './launch-deps.ts';
import type { LaunchRequest } from './new-records.ts';
import { recordRequest } from './record-request.ts';

/**
 * Records a task with its command and what it waits for, and starts nothing; its directory is made when
 * its turn has come. Errors: it is recorded already, or waits for a task that nobody recorded.
 */
export function queueTask(
  deps: LaunchDeps,
  request: LaunchRequest,
): Result<{ readonly task: Task; readonly environment: Environment }, LaunchError> {
  const unknown = request.dependsOn?.find((id) => deps.store.get('task', id) === undefined);
  return unknown === undefined
    ? recordRequest(deps, { ...request, isQueued: true })
    : err({
        kind: 'unknown_task',
        message: `No task ${unknown} is recorded in this home; queue that first.`,
      });
}
