import type { Environment } from '#shared/domain/environment.ts';
import type { RecordChange } from '#shared/domain/records.ts';
import type { Task } from '#shared/domain/task.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { withRuns, type LaunchDeps, type LaunchError } from './launch-deps.ts';
import { newEnvironment, newRun, newTask, type LaunchRequest } from './new-records.ts';

const add = (kind: RecordChange['kind'], workspace: string) => ({
  kind,
  expectedVersion: 0,
  source: 'rollcall',
  workspace,
});

/**
 * Records run, task and environment, and nothing on disk. Errors: the task is recorded already, or
 * somebody wrote the same at the same moment.
 */
export function recordRequest(
  deps: LaunchDeps,
  request: LaunchRequest,
): Result<{ readonly task: Task; readonly environment: Environment }, LaunchError> {
  if (deps.store.get('task', request.taskId) !== undefined)
    return err({
      kind: 'task_exists',
      message: `Task ${request.taskId} is recorded already; choose another --task, or recover it.`,
    });
  const now = deps.clock.now();
  const environment = newEnvironment(request, now);
  const task = newTask(request, environment.id, now);
  const changes: RecordChange[] = [
    { ...add('task', request.workspace), kind: 'task', id: task.id, after: task },
    {
      ...add('environment', request.workspace),
      kind: 'environment',
      id: environment.id,
      after: environment,
    },
  ];
  if (deps.store.get('run', request.runId) === undefined)
    changes.push({
      ...add('run', request.workspace),
      kind: 'run',
      id: request.runId,
      after: newRun(request, now),
    });
  const written = deps.store.write(withRuns(deps, changes), {
    actor: 'operator',
    verb: 'launch',
    subject: `task:${task.id}`,
    result: 'recorded',
    message: `Task ${task.id} was recorded, to run ${request.command[0] ?? ''} in ${environment.path}.`,
    after: { command: request.command, path: environment.path },
  });
  return written.ok ? ok({ task, environment }) : written;
}
