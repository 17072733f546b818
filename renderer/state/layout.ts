import type { Condition } from '#shared/domain/condition.ts';
import type { Group } from './group.ts';

/** One line of the list. */
export type Line =
  | { readonly kind: 'group'; readonly group: Group }
  | { readonly kind: 'item'; readonly id: string };

/** The list as laid out: ids, not rows, so that a changed row changes in place. */
export interface Layout {
  readonly lines: readonly Line[];
  readonly ids: readonly string[];
}

export const emptyLayout: Layout = { lines: [], ids: [] };

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

/** Lays groups out as lines; headings only where there is a cause to name. */
export function layOut(groups: readonly Group[]): Layout {
  const hasHeadings = groups.some((group) => group.cause !== null);
  const lines: Line[] = [];
  const ids: string[] = [];
  for (const group of groups) {
    if (hasHeadings) lines.push({ kind: 'group', group });
    for (const { id } of group.conditions) {
      lines.push({ kind: 'item', id });
      ids.push(id);
    }
  }
  return { lines, ids };
}

function keepLines(shown: Layout, keeps: (id: string) => boolean): Layout {
  const lines = shown.lines.filter((line) => line.kind === 'group' || keeps(line.id));
  // A heading that lost its last row goes with it.
  const filled = lines.filter((line, at) => {
    const next = lines[at + 1];
    return line.kind === 'item' || (next !== undefined && next.kind === 'item');
  });
  return { lines: filled, ids: shown.ids.filter(keeps) };
}

/**
 * What to show when the list should read `wanted` but reads `shown`. While held, the order stands:
 * what is new waits, and what is gone keeps its place under the pointer, or under the focus.
 */
export function settle(
  shown: Layout,
  wanted: Layout,
  hold: Hold,
  focusedId: string | null,
): Settled {
  const isHeld = hold.isPointerOver || hold.isFocusWithin;
  if (!isHeld || shown.ids.length === 0) return { layout: wanted, waiting: 0 };
  const known = new Set(shown.ids);
  const current = new Set(wanted.ids);
  const waiting = wanted.ids.filter((id) => !known.has(id)).length;
  const isWhole = hold.isPointerOver || shown.ids.every((id) => current.has(id));
  if (isWhole) return { layout: shown, waiting };
  return { layout: keepLines(shown, (id) => current.has(id) || id === focusedId), waiting };
}

/** The id so many rows away, stopping at the ends; the first when nothing was focused. */
export function step(layout: Layout, from: string | null, by: number): string | null {
  const at = from === null ? -1 : layout.ids.indexOf(from);
  if (at === -1) return layout.ids[0] ?? null;
  const to = Math.min(layout.ids.length - 1, Math.max(0, at + by));
  return layout.ids[to] ?? null;
}

/** Every id between two of them, both included, in the order of the list. */
export function between(layout: Layout, one: string, other: string): readonly string[] {
  const from = layout.ids.indexOf(one);
  const to = layout.ids.indexOf(other);
  if (from === -1 || to === -1) return [other];
  return layout.ids.slice(Math.min(from, to), Math.max(from, to) + 1);
}

/** Rows that are still laid out but no longer there, as they were last seen. */
export function findGhosts(
  layout: Layout,
  current: ReadonlyMap<string, Condition>,
  before: ReadonlyMap<string, Condition>,
  ghosts: ReadonlyMap<string, Condition>,
): ReadonlyMap<string, Condition> {
  const found = new Map<string, Condition>();
  for (const id of layout.ids) {
    if (current.has(id)) continue;
    const last = before.get(id) ?? ghosts.get(id);
    if (last !== undefined) found.set(id, last);
  }
  return found;
}
