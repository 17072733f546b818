import type { Group } from '#shared/domain/group.ts';
import type { Entry, Spot, Spots } from './entry.ts';

export type RowGroup = Group<Entry>;

/** One line of the list. */
export type Line = { readonly kind: 'group'; readonly group: RowGroup } | Spot;

/** The list as laid out: ids, not rows, so that a changed row changes in place. */
export interface Layout {
  readonly groups: readonly RowGroup[];
  readonly hasHeadings: boolean;
  /** How many rows, and how many lines with the headings. */
  readonly count: number;
  readonly lineCount: number;
  /** Every id in order; made when it is first asked for. */
  readonly ids: readonly string[];
  lineAt(line: number): Line | undefined;
  /** How many headings stand above this line. */
  headingsAbove(line: number): number;
  /** The line of an id; undefined when it is not laid out. */
  lineOf(id: string): number | undefined;
  /** The place of an id among all ids, and the id at a place. */
  placeOf(id: string): number | undefined;
  idAt(place: number): string | undefined;
  holds(spot: Spot): boolean;
}

/** How many of an ascending list are at most `limit`. */
function countUpTo(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Lays groups out as lines. Costs no more for more rows: where each row stands is written into the
 * rows when it is first asked for, and again when another list was asked in between.
 */
function createLayout(spots: Spots, groups: readonly RowGroup[], hasHeadings: boolean): Layout {
  spots.issued += 1;
  const stamp = spots.issued;
  const lines = groups.map((group): Line => ({ kind: 'group', group }));
  /** The place of each group's first row, and the line of its heading. */
  const firsts: number[] = [];
  const starts: number[] = [];
  let count = 0;
  for (const [at, { members }] of groups.entries()) {
    firsts.push(count);
    starts.push(count + (hasHeadings ? at : 0));
    count += members.length;
  }
  let ids: readonly string[] | null = null;

  function place(): void {
    if (spots.placed === stamp) return;
    spots.placed = stamp;
    let at = 0;
    for (const { members } of groups)
      for (const { line } of members) {
        line.stamp = stamp;
        line.at = at;
        at += 1;
      }
  }
  function placeOf(id: string): number | undefined {
    const spot = spots.byId.get(id);
    if (spot === undefined) return undefined;
    place();
    return spot.stamp === stamp ? spot.at : undefined;
  }
  return {
    groups,
    hasHeadings,
    count,
    lineCount: count + (hasHeadings ? groups.length : 0),
    get ids() {
      ids ??= groups.flatMap(({ members }) => members.map(({ line }) => line.id));
      return ids;
    },
    lineAt(line) {
      const at = countUpTo(starts, line) - 1;
      const below = line - (starts[at] ?? 0) - (hasHeadings ? 1 : 0);
      return below < 0 ? lines[at] : groups[at]?.members[below]?.line;
    },
    headingsAbove: (line) => (hasHeadings ? countUpTo(starts, line - 1) : 0),
    lineOf(id) {
      const at = placeOf(id);
      return at === undefined ? undefined : at + (hasHeadings ? countUpTo(firsts, at) : 0);
    },
    placeOf,
    idAt(place) {
      const at = countUpTo(firsts, place) - 1;
      return groups[at]?.members[place - (firsts[at] ?? 0)]?.line.id;
    },
    holds(spot) {
      place();
      return spot.stamp === stamp;
    },
  };
}

/** Lays groups out as lines; headings only where there is a cause to name. */
export const layOut = (spots: Spots, groups: readonly RowGroup[]): Layout =>
  createLayout(
    spots,
    groups,
    groups.some((group) => group.cause !== null),
  );

/** The rows that `keeps` says; a heading that lost its last row goes with it. */
export function keepRows(spots: Spots, shown: Layout, keeps: (spot: Spot) => boolean): Layout {
  const groups = shown.groups.flatMap((group) => {
    const members = group.members.filter(({ line }) => keeps(line));
    if (members.length === group.members.length) return [group];
    return members.length === 0 ? [] : [{ ...group, members }];
  });
  return createLayout(spots, groups, shown.hasHeadings);
}

/** The id so many rows away, stopping at the ends; the first when nothing was focused. */
export function step(layout: Layout, from: string | null, by: number): string | null {
  const start = from === null ? undefined : layout.placeOf(from);
  const place = start === undefined ? 0 : Math.max(0, start + by);
  return layout.idAt(Math.min(layout.count - 1, place)) ?? null;
}

/** Every id between two of them, both included, in the order of the list. */
export function between(layout: Layout, one: string, other: string): readonly string[] {
  const [from, to] = [layout.placeOf(one), layout.placeOf(other)];
  if (from === undefined || to === undefined) return [other];
  return layout.ids.slice(Math.min(from, to), Math.max(from, to) + 1);
}

/** How many of these are not laid out: what was selected stays selected in another list. */
export const countElsewhere = (layout: Layout, these: readonly { readonly id: string }[]): number =>
  these.reduce((sum, { id }) => sum + Number(layout.placeOf(id) === undefined), 0);
