import { expect, it } from 'vitest';
import { createManualClock, systemClock } from './clock.ts';

it('stands still until it is told how much time has passed', async () => {
  const clock = createManualClock(Date.UTC(2026, 0, 31, 9));
  expect(clock.now()).toBe('2026-01-31T09:00:00.000Z');
  await clock.advance(1500);
  expect(clock.nowMs()).toBe(Date.UTC(2026, 0, 31, 9, 0, 1, 500));
});

it('wakes sleepers in the order of their alarms, each at its own time', async () => {
  const clock = createManualClock(0);
  const woken: string[] = [];
  const sleepThen = async (ms: number, name: string) => {
    await clock.sleep(ms);
    woken.push(`${name} at ${clock.nowMs()}`);
  };
  const all = [sleepThen(30, 'late'), sleepThen(10, 'early'), sleepThen(50, 'not yet')];
  await clock.advance(40);
  expect(woken).toEqual(['early at 10', 'late at 30']);
  await clock.advance(10);
  await Promise.all(all);
  expect(woken).toHaveLength(3);
});

it('wakes one who goes to sleep again within the same stretch of time', async () => {
  const clock = createManualClock(0);
  const ticks: number[] = [];
  const tick = async () => {
    for (let count = 0; count < 3; count += 1) {
      await clock.sleep(10);
      ticks.push(clock.nowMs());
    }
  };
  const ticking = tick();
  await clock.advance(30);
  await ticking;
  expect(ticks).toEqual([10, 20, 30]);
});

it('tells the machine’s time, and sleeps by it', async () => {
  const before = Date.now();
  await systemClock.sleep(1);
  expect(Date.parse(systemClock.now())).toBeGreaterThanOrEqual(before);
});
