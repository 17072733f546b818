import type { Instant } from './run.ts';

/** Something at a moment, with what names it. */
export interface Dated {
  readonly at: Instant;
  readonly id: string;
}

/** Earlier first; of two at the same moment the smaller id, so that the order of input does not matter. */
export function compareInTime(a: Dated, b: Dated): number {
  const byTime = Date.parse(a.at) - Date.parse(b.at);
  if (byTime !== 0 || a.id === b.id) return byTime;
  return a.id < b.id ? -1 : 1;
}
