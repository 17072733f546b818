import type { RowsDelta } from '#shared/contract/view-delta.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { groupBy } from '#shared/domain/group-by.ts';
import { shareCauses } from '#shared/domain/group.ts';
import { comparisons, type Ordering } from '#shared/domain/order.ts';
import { enter, isPresent, type Entry, type Spots } from './entry.ts';

type Compare = (a: Entry, b: Entry) => number;

/** Where `entry` belongs in an ordered list, looking no further back than `from`. */
function findPlace(list: readonly Entry[], entry: Entry, compare: Compare, from: number): number {
  let [low, high] = [from, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = list[middle];
    if (there !== undefined && compare(there, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** An ordered list with a few more put in their places. */
function insert(list: readonly Entry[], fresh: readonly Entry[], compare: Compare): Entry[] {
  const parts: Entry[][] = [];
  let from = 0;
  for (const entry of fresh.toSorted(compare)) {
    const place = findPlace(list, entry, compare, from);
    parts.push(list.slice(from, place), [entry]);
    from = place;
  }
  // Copies whole stretches, which `flat` does not.
  return parts[0] === undefined ? [...list] : parts[0].concat(...parts.slice(1), list.slice(from));
}

const byBegin: Compare = (a, b) => a.sinceMs - b.sinceMs;

/**
 * All conditions in their order and with their causes. A change of few costs one pass over the list:
 * no sorting, and no look at any other row's words.
 */
export function createRoll(spots: Spots) {
  // The lists of those that may have one cause are ordered by when they began.
  let alike = new Map<string, Entry[]>();
  let ordered: { readonly ordering: Ordering; readonly list: readonly Entry[] } | null = null;

  /** Takes a row's condition away; gives it as it was last. */
  function drop(id: string): Entry | null {
    const spot = spots.byId.get(id);
    const entry = spot?.entry ?? null;
    if (spot !== undefined) spot.entry = null;
    return entry;
  }

  /** All conditions anew; gives those that are gone. */
  function reset(conditions: readonly Condition[]): readonly Condition[] {
    const before = [...spots.byId.keys()].flatMap((id) => drop(id) ?? []);
    const entries = conditions.map((condition) => enter(spots, condition));
    ordered = null;
    alike = groupBy(entries, ({ key }) => key);
    for (const some of alike.values()) shareCauses(some.sort(byBegin));
    return before.filter(({ line }) => line.entry === null).map(({ condition }) => condition);
  }

  /** Few that changed; gives those that are gone. */
  function patch({ upsert, remove }: RowsDelta<Condition>): readonly Condition[] {
    const gone = remove.flatMap((id) => drop(id) ?? []);
    const changed = upsert.flatMap(({ id }) => drop(id) ?? []);
    const fresh = upsert.map((condition) => enter(spots, condition));
    const freshOf = groupBy(fresh, ({ key }) => key);
    for (const key of new Set([...gone, ...changed, ...fresh].map((entry) => entry.key))) {
      const kept = (alike.get(key) ?? []).filter(isPresent);
      const some = insert(kept, freshOf.get(key) ?? [], byBegin);
      if (some.length === 0) alike.delete(key);
      else alike.set(key, some);
      shareCauses(some);
    }
    if (ordered !== null) {
      const compare = comparisons[ordered.ordering];
      const list = insert(ordered.list.filter(isPresent), fresh, compare);
      ordered = { ...ordered, list };
    }
    return gone.map(({ condition }) => condition);
  }

  function order(ordering: Ordering): readonly Entry[] {
    if (ordered?.ordering !== ordering) {
      const entries = [...spots.byId.values()].flatMap(({ entry }) => entry ?? []);
      ordered = { ordering, list: entries.sort(comparisons[ordering]) };
    }
    return ordered.list;
  }

  return { reset, patch, order };
}
