import type { EngineEntry } from '#shared/domain/observation.ts';

/** An engine's list on the way through it. */
export interface EntryWalk {
  readonly list: readonly EngineEntry[];
  /** Everything before it was seen to be in order of session ids, none twice. */
  next: number;
  /** Whether the entry at `next` was seen to break that order: what was found may be the wrong twin. */
  isBroken: boolean;
}

const isBefore = (entry: EngineEntry | undefined, id: string): boolean =>
  entry !== undefined && entry.sessionId < id;

/** Steps over the entry at `next`, unless it is not after the one before it. */
function step(walk: EntryWalk): boolean {
  const { list, next } = walk;
  const id = list[next]?.sessionId;
  if (id === undefined) return false;
  walk.isBroken = next > 0 && !isBefore(list[next - 1], id);
  if (!walk.isBroken) walk.next = next + 1;
  return !walk.isBroken;
}

/** Where an id is, or would be, in what lies behind. */
function bisect({ list, next }: EntryWalk, id: string): number {
  let [from, to] = [0, next];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (isBefore(list[middle], id)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * The first place whose id is not before `id`, the list's length when all are. Ids that come in order
 * cost one step each, and each entry is read once; an id that lies behind costs a binary search.
 */
export function walkTo(walk: EntryWalk, id: string): number {
  const { list, next } = walk;
  if (next > 0 && !isBefore(list[next - 1], id)) return bisect(walk, id);
  // Mostly the next one: after the one before, and so in order.
  if (list[next]?.sessionId === id) {
    walk.next = next + 1;
    return next;
  }
  while (isBefore(list[walk.next], id) && step(walk));
  return walk.next;
}

/** Walks what is left; whether the whole list is in order. */
export function walkToEnd(walk: EntryWalk): boolean {
  while (step(walk));
  return !walk.isBroken;
}
