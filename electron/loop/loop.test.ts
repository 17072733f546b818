import { afterEach, expect, test } from 'vitest';
import { createManualClock } from '#electron/platform/clock.ts';
import { createLoop, type Loop, type Notice } from './loop.ts';
import type { Key, Wake } from './wake-queue.ts';

const quiet: Notice = { wakes: [], isJudgeDue: false };
const keys: readonly Key[] = [
  { id: 'environment:a', group: '/shop' },
  { id: 'environment:b', group: '/shop' },
  { id: 'environment:c', group: '/docs' },
];
const [a, , c] = keys as readonly [Key, Key, Key];
const wake = (key: Key, cause: Wake['cause'] = 'shape'): Wake => ({ ...key, cause });

let loop: Loop;
const settle = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });
afterEach(() => loop.stop());

function world() {
  const clock = createManualClock(1_000_000);
  const seen = {
    clock,
    looks: [] as string[],
    judged: [] as boolean[],
    failures: [] as unknown[],
    notice: quiet,
    isLossFelt: false,
    stamped: 0,
    /** Groups whose look does not come back until it is released. */
    hanging: new Map<string, Promise<void>>(),
    failing: new Set<string>(),
    /** Groups whose look throws. */
    broken: new Set<string>(),
    /** What a check waits for. */
    noticing: Promise.resolve(),
    judge: async () => undefined as void,
    /** What has just begun gets as far as its first pause; then time moves on. */
    async advance(ms: number) {
      await settle();
      await clock.advance(ms);
    },
  };
  loop = createLoop({
    clock,
    random: () => 0.5,
    keys: () => keys,
    async notice() {
      await seen.noticing;
      return seen.notice;
    },
    pulse: () => {
      const { isLossFelt } = seen;
      seen.isLossFelt = false;
      return isLossFelt;
    },
    stamp: () => {
      seen.stamped += 1;
      return [];
    },
    async look(group, asked) {
      seen.looks.push(`${group}: ${[...asked.keys()].join(' ')}`);
      await seen.hanging.get(group);
      if (seen.broken.has(group)) throw new Error(`${group} is broken`);
      return new Set([...asked.keys()].filter((id) => seen.failing.has(id)));
    },
    async judge(isConfirming) {
      seen.judged.push(isConfirming);
      await seen.judge();
      return [];
    },
    onFailure: (error) => seen.failures.push(error),
    times: {
      tickMs: 1000,
      pulseMs: 250,
      stampMs: () => 5000,
      watchdogMs: 30_000,
      turnEveryMs: 8000,
      turnAfterMs: 300_000,
      patienceMs: 5000,
    },
  });
  return seen;
}

const everything = ['/shop: environment:a environment:b', '/docs: environment:c'];

test('at start every key is looked at once, and judged once; silence is judged again after 30 s', async () => {
  const seen = world();
  loop.start();
  await seen.advance(20_000);
  expect(seen.looks).toEqual(everything);
  expect(seen.judged).toEqual([false]);
  expect(seen.stamped).toBe(5);
  await seen.advance(11_000);
  expect(seen.looks).toEqual(everything);
  expect(seen.judged).toEqual([false, false]);
});

test('a change is looked at where it happened, only there, and judged', async () => {
  const seen = world();
  loop.start();
  await seen.advance(5000);
  for (let event = 0; event < 50; event += 1) loop.wake([wake(a)]);
  await seen.advance(500);
  expect(seen.looks).toEqual([...everything, '/shop: environment:a']);
  expect(seen.judged).toHaveLength(2);
});

test('a repository that does not answer holds up no other, neither at start nor later', async () => {
  const seen = world();
  let release = (): void => undefined;
  seen.hanging.set(
    '/shop',
    new Promise((resolve) => {
      release = resolve;
    }),
  );
  loop.start();
  await seen.advance(6000);
  loop.wake([wake(c)]);
  await seen.advance(3000);
  expect(seen.looks.filter((look) => look.startsWith('/docs'))).toHaveLength(2);
  expect(seen.judged).toHaveLength(2);
  loop.wake([wake(a)]);
  loop.wake([wake(a)]);
  release();
  await seen.advance(1000);
  expect(seen.looks.at(-1)).toBe('/shop: environment:a');
});

test('a process that dies during a full look is judged before a repository that does not answer', async () => {
  const seen = world();
  loop.start();
  await seen.advance(5000);
  let release = (): void => undefined;
  seen.hanging.set(
    '/shop',
    new Promise((resolve) => {
      release = resolve;
    }),
  );
  const looked = loop.lookNow();
  await seen.advance(500);
  expect(seen.judged).toHaveLength(1);
  seen.isLossFelt = true;
  await seen.advance(500);
  expect(seen.judged).toHaveLength(2);
  release();
  await looked;
  expect(seen.judged).toHaveLength(3);
});

test('an operator who looks again waits for a look begun after the call, at every key', async () => {
  const seen = world();
  loop.start();
  await seen.advance(5000);
  await loop.lookNow({ isConfirming: true });
  expect(seen.looks.slice(-2)).toEqual(everything);
  expect(seen.judged.at(-1)).toBe(true);
});

test('a key that could not be looked at is tried again after a pause, by itself', async () => {
  const seen = world();
  seen.failing.add('environment:c');
  loop.start();
  await seen.advance(4000);
  const again = seen.looks.filter((look) => look === '/docs: environment:c');
  expect(again.length).toBeGreaterThanOrEqual(2);
  expect(seen.looks.filter((look) => look.startsWith('/shop'))).toHaveLength(1);
});

test('a judgement that fails is told, and the loop goes on', async () => {
  const seen = world();
  let failing = 2;
  seen.judge = async () => {
    if (failing > 0) {
      failing -= 1;
      throw new Error('the journal could not be read');
    }
  };
  seen.notice = { wakes: [], isJudgeDue: true };
  loop.start();
  await seen.advance(10_000);
  expect(seen.failures).toHaveLength(2);
  expect(seen.judged.length).toBeGreaterThan(4);
});

test('keys that nothing happens to have their turn after five minutes, one every eight seconds', async () => {
  const seen = world();
  loop.start();
  await seen.advance(300_000);
  expect(seen.looks).toEqual(everything);
  await seen.advance(30_000);
  expect(seen.looks.slice(2)).toEqual([
    '/shop: environment:a',
    '/shop: environment:b',
    '/docs: environment:c',
  ]);
});

test('a date that is set back keeps nobody waiting for the hours that it was set back', async () => {
  const seen = world();
  loop.start();
  await seen.advance(1000);
  seen.looks = [];
  seen.judged = [];
  seen.clock.setTo(seen.clock.nowMs() - 3 * 3_600_000);
  loop.wake([wake(a)]);
  await seen.advance(5000);
  expect(seen.looks).toEqual(['/shop: environment:a']);
  expect(seen.stamped).toBeGreaterThan(1);
  seen.notice = { wakes: [], isJudgeDue: true };
  seen.judged = [];
  await seen.advance(1500);
  expect(seen.judged.length).toBeGreaterThan(0);
});

test('a loop that is stopped has ended the check under way', async () => {
  const seen = world();
  let letGo: () => void = () => undefined;
  seen.noticing = new Promise<void>((resolve) => (letGo = resolve));
  loop.start();
  await settle();
  let isStopped = false;
  const stopped = loop.stop().then(() => (isStopped = true));
  await seen.advance(1000);
  expect(isStopped).toBe(false);
  letGo();
  await seen.advance(1000);
  await stopped;
  expect(seen.failures).toEqual([]);
});

test('a group whose look fails keeps what was seen elsewhere from nobody, and fails the full look', async () => {
  const seen = world();
  seen.broken.add('/shop');
  const looked = loop.lookNow();
  await expect(looked).rejects.toThrow('/shop is broken');
  expect(seen.looks).toEqual(everything);
  expect(seen.judged.length).toBeGreaterThan(0);
});
