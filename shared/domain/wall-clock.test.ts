import { afterEach, expect, test, vi } from 'vitest';
import { formatClock, formatMoment } from './wall-clock.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each([
  ['2026-01-31T09:12:04.120Z', '14:42:04'],
  ['2026-01-31T09:12:04+02:00', '12:42:04'],
  ['soon', 'soon'],
])('says %s as the wall clock has it where the operator is', (instant, said) => {
  vi.stubEnv('TZ', 'Asia/Kolkata');
  expect(formatClock(instant)).toBe(said);
});

test('says the day where it is another one on that wall clock', () => {
  vi.stubEnv('TZ', 'Asia/Kolkata');
  const nowMs = Date.parse('2026-01-31T20:00:00Z');
  expect(formatMoment('2026-01-31T19:00:00Z', nowMs)).toBe('00:30:00');
  expect(formatMoment('2026-01-31T18:00:00Z', nowMs)).toBe('2026-01-31 23:30:00');
  expect(formatMoment('2025-12-31T20:00:00Z', nowMs)).toBe('2026-01-01 01:30:00');
});
