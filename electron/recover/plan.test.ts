import { afterEach, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { breathe } from './breathe.ts';
import type { RecoverDeps } from './recover-deps.ts';
import { addInterruptedTask } from './recovery-task.ts';
import { createRecoveryWorld, type RecoveryWorld } from './recovery-world.ts';

let world: RecoveryWorld | undefined;
afterEach(() => world?.close());

const names = ['login', 'search', 'cart', 'mail', 'export'];

/** Worktrees of interrupted tasks, by name; gives the ids of their conditions. */
async function makeTasks(change: (deps: RecoverDeps) => Partial<RecoverDeps>) {
  const made = await createRecoveryWorld(rooms, change);
  world = made;
  return { ...made, ids: names.map((id) => addInterruptedTask(made, { id }).conditionId) };
}

it('is the same plan whichever worktree was looked at first', async () => {
  let late = '';
  let letGo: () => void = () => undefined;
  let held = Promise.resolve();
  const { recovery, ids } = await makeTasks(({ plans, observePath }) => ({
    concurrency: names.length,
    newId: () => 'same-plan',
    plans: { ...plans, save: () => undefined },
    async observePath(path) {
      if (path.endsWith(late)) await held;
      return observePath(path);
    },
  }));
  const planWithLate = (name: string) => {
    late = name;
    held = new Promise((resolve) => (letGo = resolve));
    return recovery.plan(
      'clean_up',
      ids,
      {},
      {
        onLooked: (looked, total) => void (looked === total - 1 && letGo()),
      },
    );
  };
  const first = await planWithLate('login');
  const second = await planWithLate('export');
  expect(first.items.map(({ conditionId }) => conditionId)).toEqual(ids);
  expect(first.items.every(({ eligible }) => eligible)).toBe(true);
  expect(second.items).toEqual(first.items);
  expect(second.fingerprint).toBe(first.fingerprint);
});

it('looks at as many worktrees at once as it may, and reads their repository once', async () => {
  let now = 0;
  let most = 0;
  let repositories = 0;
  const { recovery, ids } = await makeTasks(({ observePath, observeRepository }) => ({
    concurrency: 2,
    observeRepository(root) {
      repositories += 1;
      return observeRepository(root);
    },
    async observePath(path) {
      now += 1;
      most = Math.max(most, now);
      for (let turn = 0; turn < 10; turn += 1) await breathe();
      now -= 1;
      return observePath(path);
    },
  }));
  await recovery.plan('clean_up', ids);
  expect({ most, repositories }).toEqual({ most: 2, repositories: 1 });
  await recovery.plan('recreate', ids);
  expect(repositories).toBe(2);
});

it('tells how many of its items were looked at', async () => {
  const { recovery, ids } = await makeTasks(() => ({}));
  const told: string[] = [];
  await recovery.plan(
    'acknowledge',
    ids,
    {},
    {
      onLooked: (looked, total) => told.push(`${looked} of ${total}`),
    },
  );
  expect(told).toEqual(['1 of 5', '2 of 5', '3 of 5', '4 of 5', '5 of 5']);
});

it('is given up at once and not kept when nobody wants it any more', async () => {
  const saved: unknown[] = [];
  const begun: string[] = [];
  const { recovery, ids } = await makeTasks(({ plans, observePath }) => ({
    concurrency: 2,
    plans: { ...plans, save: (plan) => void saved.push(plan) },
    observePath(path) {
      begun.push(path);
      // The third is never answered: giving up does not wait for what is in hand.
      return begun.length === 3 ? new Promise(() => undefined) : observePath(path);
    },
  }));
  const giveUp = new AbortController();
  const onLooked = (looked: number): void => void (looked === 2 && giveUp.abort());
  const planning = recovery.plan('clean_up', ids, {}, { signal: giveUp.signal, onLooked });
  await expect(planning).rejects.toThrow('aborted');
  for (let turn = 0; turn < 20; turn += 1) await breathe();
  expect(begun.length).toBeLessThan(ids.length);
  expect(saved).toEqual([]);
});
