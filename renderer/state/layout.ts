import type { Condition } from '#shared/domain/condition.ts';
import type { Group, Member } from '#shared/domain/group.ts';

/** One line of the list. */
export type Line =
  | { readonly kind: 'group'; readonly group: Group }
  | { readonly kind: 'item'; readonly id: string };

/** The list as laid out: ids, not rows, so that a changed row changes in place. */
export interface Layout {
  readonly lines: readonly Line[];
  readonly ids: readonly string[];
  /** The line of an id; undefined when it is not laid out. */
  readonly lineOf: (id: string) => number | undefined;
}

const scansAtMost = 3;

function createLayout(lines: readonly Line[], ids: readonly string[]): Layout {
  let places: Map<string, number> | null = null;
  const place = (): Map<string, number> => {
    const found = new Map<string, number>();
    for (const [at, line] of lines.entries()) if (line.kind === 'item') found.set(line.id, at);
    return found;
  };
  let scans = 0;
  return {
    lines,
    ids,
    lineOf(id) {
      // A list that the next keystroke replaces is asked once or twice: not worth an index.
      if (places === null && scans < scansAtMost) {
        scans += 1;
        const at = lines.findIndex((line) => line.kind === 'item' && line.id === id);
        return at < 0 ? undefined : at;
      }
      places ??= place();
      return places.get(id);
    },
  };
}

export const emptyLayout: Layout = createLayout([], []);

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

const itemLine = ({ condition }: Member): Line => ({ kind: 'item', id: condition.id });

/**
 * Lays groups out as lines; headings only where there is a cause to name. `lineFor` may give the same
 * line for a member every time.
 */
export function layOut<M extends Member>(
  groups: readonly Group<M>[],
  lineFor: (member: M) => Line = itemLine,
): Layout {
  const hasHeadings = groups.some((group) => group.cause !== null);
  const lines: Line[] = [];
  const ids: string[] = [];
  for (const group of groups) {
    if (hasHeadings) lines.push({ kind: 'group', group });
    for (const member of group.members) {
      lines.push(lineFor(member));
      ids.push(member.condition.id);
    }
  }
  return createLayout(lines, ids);
}

function keepLines(shown: Layout, keeps: (id: string) => boolean): Layout {
  const lines = shown.lines.filter((line) => line.kind === 'group' || keeps(line.id));
  // A heading that lost its last row goes with it.
  const filled = lines.filter((line, at) => {
    const next = lines[at + 1];
    return line.kind === 'item' || (next !== undefined && next.kind === 'item');
  });
  return createLayout(filled, shown.ids.filter(keeps));
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
  let waiting = 0;
  for (const id of wanted.ids) if (shown.lineOf(id) === undefined) waiting += 1;
  // Ids are laid out once each: if all that is wanted but not new is all that is shown, none is gone.
  const isWhole = hold.isPointerOver || wanted.ids.length - waiting === shown.ids.length;
  if (isWhole) return { layout: shown, waiting };
  const isKept = (id: string) => wanted.lineOf(id) !== undefined || id === focusedId;
  return { layout: keepLines(shown, isKept), waiting };
}

/** The id so many rows away, stopping at the ends; the first when nothing was focused. */
export function step(layout: Layout, from: string | null, by: number): string | null {
  const start = from === null ? undefined : layout.lineOf(from);
  if (start === undefined) return layout.ids[0] ?? null;
  const direction = Math.sign(by);
  let reached = from;
  let left = Math.abs(by);
  for (let at = start + direction; left > 0; at += direction) {
    const line = layout.lines[at];
    if (line === undefined) break;
    if (line.kind === 'group') continue;
    reached = line.id;
    left -= 1;
  }
  return reached;
}

/** Every id between two of them, both included, in the order of the list. */
export function between(layout: Layout, one: string, other: string): readonly string[] {
  const [from, to] = [layout.lineOf(one), layout.lineOf(other)];
  if (from === undefined || to === undefined) return [other];
  const lines = layout.lines.slice(Math.min(from, to), Math.max(from, to) + 1);
  return lines.flatMap((line) => (line.kind === 'item' ? [line.id] : []));
}

/** Rows that are still laid out but no longer there, of those that are `gone` or were before. */
export function findGhosts(
  layout: Layout,
  current: ReadonlyMap<string, Condition>,
  gone: Iterable<Condition>,
): ReadonlyMap<string, Condition> {
  const found = new Map<string, Condition>();
  for (const last of gone)
    if (!current.has(last.id) && layout.lineOf(last.id) !== undefined) found.set(last.id, last);
  return found;
}
