import type { Task } from '#shared/domain/task.ts';

type Node = Pick<Task, 'id' | 'dependsOn'>;

interface Visit {
  readonly id: string;
  /** How many of its dependencies were followed. */
  next: number;
}

/**
 * For each task that depends on itself, through others or at once, one way around: first and last are
 * the same. The same tasks in any order give the same ways. Cost grows with tasks and dependencies.
 */
export function findCycles(tasks: readonly Node[]): ReadonlyMap<string, readonly string[]> {
  const inOrder = tasks.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const needed = new Map<string, readonly string[]>();
  const known = new Set(inOrder.map(({ id }) => id));
  for (const { id, dependsOn } of inOrder)
    needed.set(id, dependsOn.filter((one) => known.has(one)).toSorted());
  const cycles = new Map<string, readonly string[]>();
  for (const group of strongGroups(needed)) {
    const way = wayAround(group, needed);
    if (way !== undefined) for (const id of group) cycles.set(id, way);
  }
  return cycles;
}

/** Tarjan's strongly connected components, without recursion: a chain of tasks may be long. */
function strongGroups(needed: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const groups: string[][] = [];

  function enter(id: string): Visit {
    low.set(id, index.size);
    index.set(id, index.size);
    open.push(id);
    isOpen.add(id);
    return { id, next: 0 };
  }

  const lower = (id: string, to: number | undefined): void =>
    void low.set(id, Math.min(low.get(id) ?? Infinity, to ?? Infinity));

  function leave(id: string): void {
    if (low.get(id) !== index.get(id)) return;
    const group = open.splice(open.lastIndexOf(id));
    for (const one of group) isOpen.delete(one);
    groups.push(group);
  }

  for (const start of needed.keys()) {
    const path = index.has(start) ? [] : [enter(start)];
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const to = needed.get(visit.id)?.[visit.next];
      visit.next += 1;
      if (to === undefined) {
        path.pop();
        leave(visit.id);
        const above = path.at(-1);
        if (above !== undefined) lower(above.id, low.get(visit.id));
      } else if (!index.has(to)) path.push(enter(to));
      else if (isOpen.has(to)) lower(visit.id, index.get(to));
    }
  }
  return groups;
}

/** The shortest way from the group's first task back to itself; none for a task that needs no other of it. */
function wayAround(
  group: readonly string[],
  needed: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const [start = ''] = group.toSorted();
  const within = new Set(group);
  const from = new Map<string, string>();
  const queue = [start];
  for (const id of queue) {
    for (const to of needed.get(id) ?? []) {
      if (to === start) return trace(from, start, id);
      if (!within.has(to) || from.has(to)) continue;
      from.set(to, id);
      queue.push(to);
    }
  }
  return undefined;
}

function trace(from: ReadonlyMap<string, string>, start: string, last: string): readonly string[] {
  const way = [start];
  for (let at: string | undefined = last; at !== undefined && at !== start; at = from.get(at))
    way.unshift(at);
  return [start, ...way];
}
