import { isRetiredEnvironment, type Environment } from '#shared/domain/environment.ts';
import type { RecordSet } from '#shared/domain/records.ts';
import { isActiveSession } from '#shared/domain/session.ts';
import type { Task } from '#shared/domain/task.ts';

/** A queued task with a session is being started by somebody. */
export const isAtWork = (
  { id, state }: Pick<Task, 'id' | 'state'>,
  activeTaskIds: ReadonlySet<string>,
): boolean => state === 'running' || (state === 'queued' && activeTaskIds.has(id));

/** Whether an agent may begin to work there. */
function isFree({ executionMode, state, lease, ...rest }: Environment): boolean {
  if (executionMode === 'remote' || isRetiredEnvironment({ state })) return false;
  if (state !== 'requested' && state !== 'ready') return false;
  if (rest.recoveryAction !== undefined) return false;
  return lease === undefined || lease.releasedAt !== undefined;
}

export interface Startable {
  /** Tasks with a session that is recorded as active. */
  readonly activeTaskIds: ReadonlySet<string>;
  /** The environment in which a queued task can start now; undefined when it cannot. */
  placeOf(task: Task): string | undefined;
}

/** Indexes the records once; see `schedule` for what each part of the request means. */
export function createStartable({
  recorded,
  heldTaskIds,
  isCommandKnown,
}: {
  readonly recorded: RecordSet;
  readonly heldTaskIds: ReadonlySet<string>;
  readonly isCommandKnown: (task: Task) => boolean;
}): Startable {
  const activeTaskIds = new Set<string>();
  for (const { record } of recorded.sessions)
    if (isActiveSession(record) && record.taskId !== undefined) activeTaskIds.add(record.taskId);
  const completed = new Set<string>();
  for (const { record } of recorded.tasks)
    if (record.state === 'completed') completed.add(record.id);
  const free = new Set<string>();
  for (const { record } of recorded.environments) if (isFree(record)) free.add(record.id);
  return {
    activeTaskIds,
    placeOf(task) {
      const { id, environmentId, dependsOn } = task;
      // An approval that is asked for is recorded by nobody: a person starts it.
      if (task.approvalRequired || task.resultPublished) return undefined;
      if (heldTaskIds.has(id) || activeTaskIds.has(id)) return undefined;
      // What nobody recorded is not complete.
      if (!dependsOn.every((needed) => completed.has(needed))) return undefined;
      if (environmentId === undefined || !free.has(environmentId)) return undefined;
      return isCommandKnown(task) ? environmentId : undefined;
    },
  };
}
