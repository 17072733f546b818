import { isFinishedTask } from '#shared/domain/task.ts';
import type { Roster } from './roster.ts';

/** Everything reachable, each once: records may name each other in a circle. */
function reach(start: string, next: (id: string) => readonly string[]): Set<string> {
  const seen = new Set<string>();
  const open = [...next(start)];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...next(id));
  }
  return seen;
}

/**
 * How many unfinished tasks wait on this one: all that depend on it, through others too, and all
 * those of the runs that its run has started.
 */
export function blastRadius(roster: Roster, taskId: string): number {
  const waiting = reach(taskId, (id) => roster.dependents.get(id) ?? []);
  const runId = roster.tasks.get(taskId)?.record.runId;
  if (runId !== undefined)
    for (const child of reach(runId, (id) =>
      (roster.childrenOf.get(id) ?? []).map(({ record }) => record.id),
    ))
      for (const { record } of roster.tasksOf.get(child) ?? []) waiting.add(record.id);
  waiting.delete(taskId);
  let count = 0;
  for (const id of waiting) {
    const task = roster.tasks.get(id);
    if (task !== undefined && !isFinishedTask(task.record)) count += 1;
  }
  return count;
}
