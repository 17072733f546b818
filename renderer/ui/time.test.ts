import { describe, expect, it } from 'vitest';
import { formatAge, formatClock, formatDay, formatMoment } from './time.ts';

const local = (day: number, hour: number, minute: number, second: number): string =>
  new Date(2026, 0, day, hour, minute, second).toISOString();
const nowMs = new Date(2026, 0, 31, 11, 20, 5).getTime();

describe('times on screen', () => {
  it('shows the wall clock with leading zeros', () => {
    expect(formatClock(local(31, 9, 2, 3))).toBe('09:02:03');
  });

  it('shows a broken instant as it is rather than a made-up time', () => {
    expect(formatClock('soon')).toBe('soon');
    expect(formatAge('soon', nowMs)).toBe('?');
  });

  it('adds the day only when it is another day', () => {
    expect(formatMoment(local(31, 9, 2, 3), nowMs)).toBe('09:02:03');
    expect(formatMoment(local(30, 9, 2, 3), nowMs)).toBe('2026-01-30 09:02:03');
  });

  it('names the day of the week with a day that is to come', () => {
    expect(formatDay(local(30, 9, 2, 3))).toBe('Fri 2026-01-30 09:02');
    expect(formatDay('soon')).toBe('soon');
  });

  it.each([
    [local(31, 11, 20, 3), '2 s'],
    [local(31, 10, 43, 5), '37 min'],
    [local(31, 9, 20, 5), '2 h'],
    [local(19, 11, 20, 5), '12 d'],
    [local(31, 11, 20, 9), '0 s'],
  ])('gives the age of %s as %s', (instant, age) => {
    expect(formatAge(instant, nowMs)).toBe(age);
  });
});
