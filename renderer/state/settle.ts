import type { Condition } from '#shared/domain/condition.ts';
import type { ConditionIndex } from './condition-index.ts';
import type { Spots } from './entry.ts';
import { keepRows, type Layout } from './layout.ts';

/** What keeps the list still. */
export interface Hold {
  /** The pointer is over the list: nothing at all may move. */
  readonly isPointerOver: boolean;
  /** A row has the focus: nothing may come in, and that row may not go. */
  readonly isFocusWithin: boolean;
}

export interface Settled {
  readonly layout: Layout;
  /** How many wait to be brought in. */
  readonly waiting: number;
}

/**
 * What to show when the list should read `wanted` but reads `shown`. While held, the order stands:
 * what is new waits, and what is gone keeps its place under the pointer, or under the focus.
 */
export function settle(
  spots: Spots,
  shown: Layout,
  wanted: Layout,
  { hold, focusedId }: { readonly hold: Hold; readonly focusedId: string | null },
): Settled {
  const isHeld = hold.isPointerOver || hold.isFocusWithin;
  if (!isHeld || shown.count === 0) return { layout: wanted, waiting: 0 };
  let waiting = 0;
  for (const { members } of wanted.groups)
    for (const { line } of members) if (!shown.holds(line)) waiting += 1;
  // Ids are laid out once each: if all that is wanted but not new is all that is shown, none is gone.
  const isWhole = hold.isPointerOver || wanted.count - waiting === shown.count;
  if (isWhole) return { layout: shown, waiting };
  const layout = keepRows(spots, shown, (spot) => wanted.holds(spot) || spot.id === focusedId);
  return { layout, waiting };
}

/** Rows that are still laid out but no longer there, of those that are `gone` or were before. */
export function findGhosts(
  layout: Layout,
  current: Pick<ConditionIndex, 'has'>,
  gone: Iterable<Condition>,
): ReadonlyMap<string, Condition> {
  const found = new Map<string, Condition>();
  for (const last of gone)
    if (!current.has(last.id) && layout.placeOf(last.id) !== undefined) found.set(last.id, last);
  return found;
}
