import { beforeEach, expect, test } from 'vitest';
import { createWakeQueue, type WakeQueue } from './wake-queue.ts';

let nowMs = 0;
let queue: WakeQueue;
const shop = { id: 'environment:a', group: '/shop' };

beforeEach(() => {
  nowMs = 1_000_000;
  queue = createWakeQueue({ nowMs: () => nowMs, random: () => 0.5 });
});

/** Changes all the time, looked at whenever that is due; gives the pauses between looks. */
function pausesOf(cause: 'content' | 'shape', looks: number): number[] {
  const times: number[] = [];
  while (times.length < looks) {
    queue.wake({ ...shop, cause });
    if (queue.take('/shop', nowMs).size > 0) {
      queue.settle(shop.id, false, nowMs);
      times.push(nowMs);
    }
    nowMs += 100;
  }
  return times.slice(1).map((time, index) => time - (times[index] ?? 0));
}

test('many changes of one worktree are one look', () => {
  for (let index = 0; index < 1000; index += 1) queue.wake({ ...shop, cause: 'content' });
  nowMs += 100;
  expect(queue.take('/shop', nowMs)).toEqual(new Map([[shop.id, 'content']]));
  expect(queue.take('/shop', nowMs).size).toBe(0);
});

test('a worktree that keeps changing is looked at ever more seldom, down to every 30 s', () => {
  expect(pausesOf('content', 8)).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});

test('a busy worktree whose branch is switched is looked at soon nevertheless', () => {
  pausesOf('content', 8);
  nowMs += 2000;
  queue.wake({ ...shop, cause: 'content' });
  expect(queue.dueGroups(nowMs)).toEqual([]);
  queue.wake({ ...shop, cause: 'shape' });
  nowMs += 100;
  expect(queue.dueGroups(nowMs)).toEqual(['/shop']);
});

test('after a quiet while the first change is looked at at once again', () => {
  pausesOf('content', 8);
  nowMs += 61_000;
  queue.wake({ ...shop, cause: 'content' });
  nowMs += 100;
  expect(queue.take('/shop', nowMs).size).toBe(1);
  queue.settle(shop.id, false, nowMs);
  queue.wake({ ...shop, cause: 'content' });
  nowMs += 2000;
  expect(queue.take('/shop', nowMs).size).toBe(1);
});

test('what cannot be looked at is tried again after 1, 2, 4 s …, unless somebody asks', () => {
  queue.wake({ ...shop, cause: 'shape' });
  nowMs += 100;
  const pauses: number[] = [];
  for (let index = 0; index < 8; index += 1) {
    queue.take('/shop', nowMs);
    queue.settle(shop.id, true, nowMs);
    pauses.push(queue.nextDueMs() - nowMs);
    nowMs = queue.nextDueMs();
  }
  expect(pauses.slice(2)).toEqual([4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  queue.take('/shop', nowMs);
  queue.settle(shop.id, true, nowMs);
  queue.wake({ ...shop, cause: 'asked' });
  expect(queue.dueGroups(nowMs)).toEqual(['/shop']);
});

test('one group that cannot be looked at holds up no other', () => {
  queue.wake({ ...shop, cause: 'shape' });
  nowMs += 100;
  queue.take('/shop', nowMs);
  queue.settle(shop.id, true, nowMs);
  queue.wake({ id: 'environment:b', group: '/docs', cause: 'shape' });
  nowMs += 100;
  expect(queue.dueGroups(nowMs)).toEqual(['/docs']);
});

test('each key has its turn, the one not seen for longest first', () => {
  for (const id of ['a', 'b']) {
    queue.wake({ id, group: '/shop', cause: 'asked' });
    queue.take('/shop', nowMs);
    nowMs += 10;
  }
  expect(queue.longestUnseen(nowMs)?.id).toBe('a');
  expect(queue.longestUnseen(nowMs - 300_000)).toBeUndefined();
  queue.retain(new Set(['b']));
  expect(queue.longestUnseen(nowMs)?.id).toBe('b');
});
