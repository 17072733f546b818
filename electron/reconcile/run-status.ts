import type { Run, RunStatus } from '#shared/domain/run.ts';
import type { Task, TaskState } from '#shared/domain/task.ts';

const moving: ReadonlySet<TaskState> = new Set(['running', 'queued']);
const waiting: ReadonlySet<TaskState> = new Set([
  'blocked',
  'pending_approval',
  'review_pending',
  'test_pending',
]);

/** A run's status from its own tasks and its child runs; the first rule that fits decides. */
export function runStatus(
  tasks: readonly Pick<Task, 'state'>[],
  children: readonly Pick<Run, 'status'>[],
): RunStatus {
  const states = tasks.map(({ state }) => state);
  const statuses = children.map(({ status }) => status);
  const all: readonly string[] = [...states, ...statuses];
  if (all.length === 0) return 'draft';
  if (all.every((one) => one === 'cancelled')) return 'cancelled';
  if (states.some((state) => moving.has(state)) || statuses.includes('running')) return 'running';
  if (states.some((state) => waiting.has(state)) || statuses.includes('waiting')) return 'waiting';
  if (all.includes('failed')) return 'failed';
  return all.every((one) => one === 'completed' || one === 'cancelled') ? 'completed' : 'draft';
}
