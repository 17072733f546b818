import type { Instant } from '#shared/domain/run.ts';

/** The moments of one made-up day, so that sentences in tests read alike. */
export const moments = {
  started: '2026-01-31T09:12:04.000Z',
  lastHeard: '2026-01-31T14:02:10.000Z',
  now: '2026-01-31T14:03:10.000Z',
} as const satisfies Readonly<Record<string, Instant>>;

/** `at` moved by so many milliseconds (negative: earlier). */
export const later = (at: Instant, byMs: number): Instant =>
  new Date(Date.parse(at) + byMs).toISOString();
