import type { ConditionIndex } from './condition-index.ts';
import type { Layout } from './layout.ts';

/**
 * Where the focus is when the list reads `after`: where it was, unless that row is gone for good; then
 * on the row that comes next, or at the end on the one before. Null when no row is left.
 */
export function nextFocus(
  before: Layout,
  after: Layout,
  focusedId: string | null,
  current: Pick<ConditionIndex, 'has'>,
): string | null {
  if (focusedId === null || current.has(focusedId)) return focusedId;
  if (after.placeOf(focusedId) !== undefined) return focusedId;
  const place = before.placeOf(focusedId);
  if (place === undefined) return focusedId;
  const isThere = (id: string) => after.placeOf(id) !== undefined;
  return (
    before.ids.slice(place + 1).find(isThere) ??
    before.ids.slice(0, place).findLast(isThere) ??
    null
  );
}
