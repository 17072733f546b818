import type { Environment } from '#shared/domain/environment.ts';
import type { Task } from '#shared/domain/task.ts';
import type { Result } from '#shared/result.ts';
import { blockTask } from './block-task.ts';
import type { LaunchDeps, LaunchError, PreparedLaunch } from './launch-deps.ts';
import type { LaunchRequest } from './new-records.ts';
import { prepareDirectory } from './prepare-directory.ts';
import { recordRequest } from './record-request.ts';
import { recordSession } from './record-session.ts';

/**
 * Records run, task and environment and makes the directory; starts nothing. When the directory cannot
 * be made, the task is blocked with that reason.
 */
export async function prepareOnly(
  deps: LaunchDeps,
  request: LaunchRequest,
): Promise<Result<{ readonly task: Task; readonly environment: Environment }, LaunchError>> {
  const recorded = recordRequest(deps, request);
  if (!recorded.ok) return recorded;
  const prepared = await prepareDirectory(deps.runGit, recorded.value.environment);
  if (prepared.ok) return recorded;
  blockTask(deps, request.taskId, prepared.error.message);
  return prepared;
}

/**
 * Everything but the start itself, the session and its lease included, so that a console that dies in
 * between leaves a session that is seen to be gone, never an agent that nobody knows.
 */
export async function prepareLaunch(
  deps: LaunchDeps,
  request: LaunchRequest,
): Promise<Result<PreparedLaunch, LaunchError>> {
  const prepared = await prepareOnly(deps, request);
  if (!prepared.ok) return prepared;
  return recordSession(deps, prepared.value.task.id, request.command);
}
