import type { EngineEntry } from '#shared/domain/observation.ts';

/** Whether a place holds an entry whose id sorts before `id`. */
const isBefore = (list: readonly EngineEntry[], place: number, id: string): boolean => {
  const entry = list[place];
  return entry !== undefined && entry.sessionId < id;
};

/** The first place within [low, high] whose id is not before `id`. */
function bisect(list: readonly EngineEntry[], id: string, low: number, high: number): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (isBefore(list, middle, id)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * The first place of a list in order of session ids whose id is not before `id`; the list's length when
 * all are. The search begins at `near` and doubles its steps (galloping), so that ids that come in order
 * cost one step each, and any other a few.
 */
export function seekEntry(list: readonly EngineEntry[], id: string, near: number): number {
  if (list[near]?.sessionId === id) return near;
  if (!isBefore(list, near, id))
    return near === 0 || isBefore(list, near - 1, id) ? near : bisect(list, id, 0, near);
  let step = 1;
  while (isBefore(list, near + step, id)) step *= 2;
  return bisect(list, id, near + (step >>> 1) + 1, Math.min(near + step, list.length));
}
