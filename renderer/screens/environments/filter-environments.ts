import type { EnvironmentRow } from '#shared/contract/sweep.ts';
import type { EnvironmentHealth } from '#shared/domain/environment.ts';

/** An environment with the name of its task, ready to be listed. */
export interface ListedEnvironment {
  readonly row: EnvironmentRow;
  /** The task's name, else its id; null when no task works there. */
  readonly task: string | null;
}

/** Joins rows with the names of their tasks, in the order of their paths. */
export function listEnvironments(
  rows: readonly EnvironmentRow[],
  tasks: readonly { readonly id: string; readonly name: string | null }[],
): readonly ListedEnvironment[] {
  const names = new Map(tasks.map((task) => [task.id, task.name]));
  return rows
    .map((row) => ({
      row,
      task: row.taskId === null ? null : (names.get(row.taskId) ?? row.taskId),
    }))
    .toSorted((a, b) => (a.row.path < b.row.path ? -1 : a.row.path > b.row.path ? 1 : 0));
}

/** How many environments are in each health. */
export function countHealths(
  rows: readonly EnvironmentRow[],
): Readonly<Record<EnvironmentHealth, number>> {
  const counts = { clean: 0, dirty: 0, missing: 0, drifted: 0, orphaned: 0, unknown: 0 };
  for (const row of rows) counts[row.health] += 1;
  return counts;
}

/** Those of one health (null: any) whose path, branch, task, mode or id hold every word of `text`. */
export function filterEnvironments(
  environments: readonly ListedEnvironment[],
  text: string,
  health: EnvironmentHealth | null,
): readonly ListedEnvironment[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return environments.filter(({ row, task }) => {
    if (health !== null && row.health !== health) return false;
    const readable = [row.path, row.branch, task, row.mode, row.state, row.id].join(' ');
    return words.every((word) => readable.toLowerCase().includes(word));
  });
}
