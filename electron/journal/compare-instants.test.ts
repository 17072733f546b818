import { expect, test } from 'vitest';
import { compareInstants } from './compare-instants.ts';

test.each([
  ['2026-01-31T10:00:00Z', '2026-01-31T11:00:00+01:00'],
  ['2026-01-31T10:00:00.5Z', '2026-01-31T10:00:00.500000Z'],
])('takes %s and %s for the same moment', (left, right) => {
  expect(compareInstants(left, right)).toBe(0);
});

test.each([
  ['2026-01-31T10:00:00.120456Z', '2026-01-31T10:00:00.120457Z'],
  ['2026-01-31T10:00:00.120Z', '2026-01-31T10:00:00.120000001Z'],
  ['2026-01-31T12:00:00+03:00', '2026-01-31T09:30:00Z'],
])('puts %s before %s', (earlier, later) => {
  expect(compareInstants(earlier, later)).toBeLessThan(0);
  expect(compareInstants(later, earlier)).toBeGreaterThan(0);
});
