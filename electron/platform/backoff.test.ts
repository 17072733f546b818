import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

test('pauses double from one second to a minute, within a tenth', () => {
  expect([1, 2, 3, 7, 20].map((failures) => backoffMs(failures, 0.5))).toEqual([
    1000, 2000, 4000, 60_000, 60_000,
  ]);
  expect(backoffMs(1, 0)).toBe(900);
  expect(backoffMs(1, 1)).toBe(1100);
});
