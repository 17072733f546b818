import type { RowsDelta } from '#shared/contract/view-delta.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { addTo } from '#shared/domain/group-by.ts';
import { causeKey, shareCauses, type Member } from '#shared/domain/group.ts';
import { comparisons, rank, type Ordering } from '#shared/domain/order.ts';
import { textOf, type Searched } from '#shared/domain/query.ts';
import type { Line } from './layout.ts';

/** A condition with all that ordering, filtering and laying out ask of it, worked out once. */
export interface Entry extends Member, Searched {
  readonly line: Line;
  readonly key: string;
  isGone: boolean;
}

const toEntry = (condition: Condition): Entry => ({
  ...rank(condition),
  cause: null,
  text: textOf(condition),
  line: { kind: 'item', id: condition.id },
  key: causeKey(condition),
  isGone: false,
});

/** Two ordered lists as one. */
function merge(
  one: readonly Entry[],
  other: readonly Entry[],
  compare: (a: Entry, b: Entry) => number,
): readonly Entry[] {
  const merged: Entry[] = [];
  let at = 0;
  for (const entry of one) {
    for (let next = other[at]; next !== undefined && compare(next, entry) < 0; next = other[at]) {
      merged.push(next);
      at += 1;
    }
    merged.push(entry);
  }
  for (const entry of other.slice(at)) merged.push(entry);
  return merged;
}

/**
 * All conditions in their order and with their causes. A change of few costs one pass over the list:
 * no sorting, and no look at any other row's words.
 */
export function createRoll() {
  let entries = new Map<string, Entry>();
  let alike = new Map<string, Entry[]>();
  let ordered: { readonly ordering: Ordering; readonly list: readonly Entry[] } | null = null;

  function reset(conditions: readonly Condition[]): void {
    entries = new Map();
    alike = new Map();
    ordered = null;
    for (const condition of conditions) {
      const entry = toEntry(condition);
      entries.set(condition.id, entry);
      addTo(alike, entry.key, entry);
    }
    for (const some of alike.values()) shareCauses(some);
  }

  function patch({ upsert, remove }: RowsDelta<Condition>): void {
    const changedKeys = new Set<string>();
    const drop = (id: string): void => {
      const entry = entries.get(id);
      if (entry === undefined) return;
      entry.isGone = true;
      entries.delete(id);
      changedKeys.add(entry.key);
    };
    for (const id of remove) drop(id);
    const fresh = upsert.map(toEntry);
    for (const entry of fresh) {
      drop(entry.condition.id);
      entries.set(entry.condition.id, entry);
      changedKeys.add(entry.key);
    }
    for (const key of changedKeys) {
      const kept = (alike.get(key) ?? []).filter((entry) => !entry.isGone);
      const some = [...kept, ...fresh.filter((entry) => entry.key === key)];
      alike.set(key, some);
      shareCauses(some);
    }
    if (ordered === null) return;
    const compare = comparisons[ordered.ordering];
    const kept = ordered.list.filter((entry) => !entry.isGone);
    ordered = { ...ordered, list: merge(kept, fresh.toSorted(compare), compare) };
  }

  function order(ordering: Ordering): readonly Entry[] {
    if (ordered?.ordering !== ordering)
      ordered = { ordering, list: [...entries.values()].sort(comparisons[ordering]) };
    return ordered.list;
  }

  return { reset, patch, order };
}
