import { expect, test } from 'vitest';
import { createManualClock } from '#electron/platform/clock.ts';
import { createBootedAt, parseLinuxBootTime, parseMacBootTime, readBootedAt } from './boot-time.ts';

test('the beginning of this boot is read from the system, and lies in the past', async () => {
  const bootedAt = await readBootedAt();
  if (process.platform === 'linux' || process.platform === 'darwin')
    expect(Date.parse(bootedAt ?? '')).toBeLessThan(Date.now());
  else expect(bootedAt).toBeUndefined();
});

test('a system that tells no beginning of its boot gives none', async () => {
  expect(await readBootedAt('/nowhere')).toBeUndefined();
  for (const text of ['', 'btime', 'btime -3', 'btime 9e9', 'btime 0', 'x btime 1700000000'])
    expect(parseLinuxBootTime(text)).toBeUndefined();
});

test('both systems’ words for it are understood', () => {
  expect(parseLinuxBootTime('cpu 1 2\nbtime 1700000000\nprocesses 3\n')).toBe(
    '2023-11-14T22:13:20.000Z',
  );
  expect(parseMacBootTime('{ sec = 1700000000, usec = 12 } Tue Nov 14 22:13:20 2023\n')).toBe(
    '2023-11-14T22:13:20.000Z',
  );
});

test('the system is asked once, and again when the clock was set; the earliest answer counts', async () => {
  const clock = createManualClock(Date.UTC(2026, 0, 31, 9));
  const [seven, five, eight] = ['07', '05', '08'].map((hour) => `2026-01-31T${hour}:00:00Z`);
  const told = [undefined, seven, five, eight];
  let asked = 0;
  const bootedAt = createBootedAt(clock, () => Promise.resolve(told[asked++]));
  expect(await bootedAt()).toBeUndefined();
  const seen: unknown[] = [];
  for (const hour of [9, 11, 8]) {
    clock.setTo(Date.UTC(2026, 0, 31, hour));
    await clock.advance(60_000);
    seen.push(...(await Promise.all([bootedAt(), bootedAt()])));
  }
  expect(seen).toEqual([seven, seven, five, five, five, five]);
  expect(asked).toBe(4);
});
