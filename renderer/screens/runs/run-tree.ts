import type { RunRow, TaskRow } from '#shared/contract/sweep.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { addTo, groupBy } from '#shared/domain/group-by.ts';
import { isFinishedTask } from '#shared/domain/task.ts';

/** A task among those it waits for and those that wait for it. */
export interface TaskNode {
  readonly kind: 'task';
  readonly task: TaskRow;
  /** What it depends on and is not completed; a name where no such task is recorded. */
  readonly waitsFor: readonly Dependency[];
  /** Unfinished tasks that depend on it. */
  readonly holdsUp: readonly TaskRow[];
  readonly conditions: readonly Condition[];
}

export interface Dependency {
  readonly id: string;
  readonly task: TaskRow | undefined;
}

/** A run with its tasks and the runs below it. */
export interface RunNode {
  readonly kind: 'run';
  readonly id: string;
  /** Undefined: tasks name it, and no record of it is there. */
  readonly run: RunRow | undefined;
  readonly tasks: readonly TaskNode[];
  readonly children: readonly RunNode[];
  /** With all its tasks, where a search has left only some of them: sums are of all. */
  readonly whole?: RunNode | undefined;
}

interface Parts {
  readonly runs: readonly RunRow[];
  readonly tasks: readonly TaskRow[];
  readonly conditions: readonly Condition[];
}

function taskNodes({ tasks, conditions }: Parts): readonly TaskNode[] {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const holdsUp = new Map<string, TaskRow[]>();
  for (const task of tasks) {
    if (isFinishedTask(task)) continue;
    for (const id of task.dependsOn) addTo(holdsUp, id, task);
  }
  const about = groupBy(conditions, ({ taskId }) => taskId ?? '');
  return tasks.map((task) => ({
    kind: 'task',
    task,
    waitsFor: isFinishedTask(task)
      ? []
      : task.dependsOn
          .map((id) => ({ id, task: byId.get(id) }))
          .filter((one) => one.task?.state !== 'completed'),
    holdsUp: task.state === 'completed' ? [] : (holdsUp.get(task.id) ?? []),
    conditions: about.get(task.id) ?? [],
  }));
}

/** Runs below the runs that started them; latest first. One that is its own ancestor stands on top. */
export function buildRunTree(parts: Parts): readonly RunNode[] {
  const tasks = groupBy(taskNodes(parts), ({ task }) => task.runId);
  const byId = new Map(parts.runs.map((run) => [run.id, run]));
  const latest = parts.runs.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  const isRoot = (run: RunRow): boolean => {
    const seen = new Set([run.id]);
    let above = run.parentRunId;
    while (above !== null && byId.has(above) && !seen.has(above)) {
      seen.add(above);
      above = byId.get(above)?.parentRunId ?? null;
    }
    return above !== null && above === run.id;
  };
  const roots = latest.filter(
    (run) => run.parentRunId === null || !byId.has(run.parentRunId) || isRoot(run),
  );
  const rootIds = new Set(roots.map(({ id }) => id));
  const below = groupBy(
    latest.filter(({ id }) => !rootIds.has(id)),
    ({ parentRunId }) => parentRunId ?? '',
  );
  const node = (run: RunRow): RunNode => ({
    kind: 'run',
    id: run.id,
    run,
    tasks: tasks.get(run.id) ?? [],
    children: (below.get(run.id) ?? []).map(node),
  });
  const lost = [...tasks.keys()].filter((id) => !byId.has(id));
  return [
    ...roots.map(node),
    ...lost.map((id): RunNode => {
      const own = tasks.get(id) ?? [];
      return { kind: 'run', id, run: undefined, tasks: own, children: [] };
    }),
  ];
}
