import { describe, expect, it } from 'vitest';
import { listSnoozeTimes, readSnoozeTime } from './snooze-times.ts';

// Saturday.
const nowMs = new Date(2026, 0, 31, 22, 15).getTime();
const local = (month: number, day: number, hour: number, minute = 0): string =>
  new Date(2026, month, day, hour, minute).toISOString();

describe('until when something is snoozed', () => {
  it('offers an hour, tomorrow, three days and next week, in the morning', () => {
    expect(listSnoozeTimes(nowMs).map(({ until }) => until)).toEqual([
      local(0, 31, 23, 15),
      local(1, 1, 9),
      local(1, 3, 9),
      local(1, 2, 9),
    ]);
  });

  it('means the Monday after by “next week”, also on a Monday', () => {
    const onMonday = new Date(2026, 1, 2, 8).getTime();
    expect(listSnoozeTimes(onMonday)[3]?.until).toBe(local(1, 9, 9));
  });

  it('takes a day and a time that are still to come, and says what is wrong with others', () => {
    expect(readSnoozeTime('2026-02-14T07:30', nowMs)).toEqual({ until: local(1, 14, 7, 30) });
    expect(readSnoozeTime('2026-01-31T22:00', nowMs)).toEqual({
      error: 'That is past; give a later time.',
    });
    expect(readSnoozeTime('', nowMs)).toEqual({ error: 'Give a day and a time.' });
  });
});
