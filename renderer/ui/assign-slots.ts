/** An element of the page that shows a row at the moment, in the order of the page. */
export interface Slot {
  readonly key: number;
  readonly id: string;
}

/**
 * Which element shows which row. A row that stays keeps its element; a new one takes an element that
 * came free where that one stands, for filling one in costs less than making one, and else a new one:
 * elements are never moved. The element of `kept` is given to no other row: it may hold the focus.
 * With `isLeap` all other elements are filled anew from the top, and hardly any is made.
 */
export function assignSlots(
  before: readonly Slot[],
  ids: readonly string[],
  kept: string | null,
  isLeap = false,
): readonly Slot[] {
  const places = new Map(before.map(({ id }, at) => [id, at]));
  const wanted = new Set(ids);
  const stays = (id: string) => id === kept || (!isLeap && wanted.has(id));
  let nextKey = before.reduce((most, { key }) => Math.max(most, key), -1) + 1;
  // Everything before this place stands above the row that is looked at.
  let at = 0;
  return ids.map((id) => {
    const own = places.get(id);
    if (own !== undefined && stays(id)) {
      at = Math.max(at, own + 1);
      return { key: before[own]?.key ?? 0, id };
    }
    const free = before[at];
    if (free !== undefined && free.id !== kept && !stays(free.id)) {
      at += 1;
      return { key: free.key, id };
    }
    nextKey += 1;
    return { key: nextKey - 1, id };
  });
}
