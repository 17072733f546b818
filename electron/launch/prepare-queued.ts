import { err, type Result } from '#shared/result.ts';
import { blockTask } from './block-task.ts';
import { ensureDirectory } from './ensure-directory.ts';
import type { LaunchDeps, LaunchError, PreparedLaunch } from './launch-deps.ts';
import { recordSession } from './record-session.ts';

const notQueued = (taskId: string): Result<never, LaunchError> =>
  err({
    kind: 'not_queued',
    message: `Task ${taskId} is not queued any more; nothing was started.`,
  });

/**
 * A queued task up to the start itself: its directory made, its session recorded. When the directory
 * cannot be made, the task is blocked with that reason. Errors: that, or somebody moved the task on.
 */
export async function prepareQueued(
  deps: LaunchDeps,
  taskId: string,
  command: readonly string[],
): Promise<Result<PreparedLaunch, LaunchError>> {
  const { store } = deps;
  const place = store.get('task', taskId)?.record.environmentId;
  const environment = place === undefined ? undefined : store.get('environment', place);
  if (environment === undefined) return notQueued(taskId);
  const made = await ensureDirectory(deps, environment.record);
  if (store.get('task', taskId)?.record.state !== 'queued') return notQueued(taskId);
  if (made.ok) return recordSession(deps, taskId, command);
  blockTask(deps, taskId, made.error.message);
  return made;
}
