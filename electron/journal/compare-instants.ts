import type { Instant } from '#shared/domain/run.ts';

/**
 * Negative when `left` is earlier, 0 when they are the same moment. To the nanosecond: several
 * harnesses write microseconds, which `Date` drops.
 */
export function compareInstants(left: Instant, right: Instant): number {
  const byMs = Date.parse(left) - Date.parse(right);
  return byMs === 0 ? nanoseconds(left) - nanoseconds(right) : byMs;
}

const nanoseconds = (instant: Instant): number =>
  Number((/\.(\d{1,9})/.exec(instant)?.[1] ?? '').padEnd(9, '0'));
