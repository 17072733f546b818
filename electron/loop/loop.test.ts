import { expect, test } from 'vitest';
import type { Clock } from '#shared/domain/clock.ts';
import { backoffMs, createLoop, type Due } from './loop.ts';

/** A clock that moves only when told, and wakes its sleepers then. */
function manualClock() {
  let nowMs = 0;
  let sleepers: { at: number; wake: () => void }[] = [];
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const clock: Clock = {
    nowMs: () => nowMs,
    now: () => new Date(nowMs).toISOString(),
    sleep: (ms) => new Promise((wake) => sleepers.push({ at: nowMs + ms, wake })),
  };
  return {
    clock,
    async advance(ms: number) {
      await settle();
      nowMs += ms;
      const due = sleepers.filter((sleeper) => sleeper.at <= nowMs);
      sleepers = sleepers.filter((sleeper) => sleeper.at > nowMs);
      for (const sleeper of due) sleeper.wake();
      await settle();
    },
  };
}

function world(notice: () => Due) {
  const time = manualClock();
  const looks: Due[] = [];
  const failures: unknown[] = [];
  let failing = 0;
  const loop = createLoop({
    clock: time.clock,
    notice: async () => notice(),
    look: async (due) => {
      looks.push(due);
      if (failing > 0) {
        failing -= 1;
        throw new Error('could not look');
      }
    },
    onFailure: (error) => failures.push(error),
    tickMs: 1000,
    watchdogMs: 30_000,
    fullLookMs: 90_000,
    random: () => 0.5,
  });
  return { ...time, loop, looks, failures, failNext: (times: number) => (failing = times) };
}

test('the first look is a full one; then the watchdog judges again, and later looks at all', async () => {
  const { loop, looks, advance } = world(() => ({ kind: 'nothing' }));
  const judged: Due = { kind: 'some', environmentIds: new Set() };
  loop.start();
  await advance(0);
  for (let second = 0; second < 29; second += 1) await advance(1000);
  expect(looks).toEqual([{ kind: 'everything' }]);
  await advance(1000);
  expect(looks).toEqual([{ kind: 'everything' }, judged]);
  for (let second = 30; second < 90; second += 1) await advance(1000);
  expect(looks).toEqual([{ kind: 'everything' }, judged, judged, { kind: 'everything' }]);
  await loop.stop();
});

test('a change is looked at where it happened, and only there', async () => {
  let due: Due = { kind: 'nothing' };
  const { loop, looks, advance } = world(() => due);
  loop.start();
  await advance(0);
  due = { kind: 'some', environmentIds: new Set(['env-1']) };
  await advance(1000);
  due = { kind: 'nothing' };
  await advance(1000);
  expect(looks).toEqual([
    { kind: 'everything' },
    { kind: 'some', environmentIds: new Set(['env-1']) },
  ]);
  await loop.stop();
});

test('after a failed look it tries everything again, after a pause', async () => {
  const { loop, looks, failures, failNext, advance } = world(() => ({ kind: 'nothing' }));
  failNext(2);
  loop.start();
  await advance(0);
  expect(failures).toHaveLength(1);
  await advance(1000);
  expect(failures).toHaveLength(2);
  await advance(1000);
  expect(looks).toHaveLength(2);
  await advance(1000);
  expect(looks).toHaveLength(3);
  expect(looks.every((due) => due.kind === 'everything')).toBe(true);
  await loop.stop();
});

test('pauses double from one second to a minute, within a tenth', () => {
  expect([1, 2, 3, 7, 20].map((failures) => backoffMs(failures, 0.5))).toEqual([
    1000, 2000, 4000, 60_000, 60_000,
  ]);
  expect(backoffMs(1, 0)).toBe(900);
  expect(backoffMs(1, 1)).toBe(1100);
});
