import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Operation } from '#shared/domain/plan.ts';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { addInterruptedTask } from './recovery-task.ts';
import {
  conditionAbout,
  createRecoveryWorld,
  quietly,
  type RecoveryWorld,
} from './recovery-world.ts';

let world: RecoveryWorld | undefined;
afterEach(() => world?.close());

/** What becomes of a clean-up for which `arm` is given the operator's way to stop it. */
async function cleanUp(made: RecoveryWorld, conditionId: string, arm: (abort: () => void) => void) {
  const plan = await made.plan('clean_up', conditionId);
  const stopping = new AbortController();
  arm(() => stopping.abort());
  const applied = await made.recovery.apply(plan.planId, plan.fingerprint, {
    ...quietly,
    signal: stopping.signal,
  });
  return applied.ok ? applied.value.items[0] : undefined;
}

describe('an item that takes long', () => {
  it('is not begun when the operator stops while it is looked at', async () => {
    let stop: () => void = () => undefined;
    world = await createRecoveryWorld(rooms, ({ runGit }) => ({
      runGit(request) {
        stop();
        return runGit(request);
      },
    }));
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    expect(await cleanUp(world, conditionId, (abort) => (stop = abort))).toMatchObject({
      result: 'cancelled',
    });
    expect(existsSync(path)).toBe(true);
  });

  it('keeps everything in its place when the operator stops while its backup is made', async () => {
    let stop: () => void = () => undefined;
    world = await createRecoveryWorld(rooms, ({ runGit }) => ({
      runGit(request) {
        if (request.args[0] === 'add') stop();
        return runGit(request);
      },
    }));
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    writeFileSync(join(path, 'new.txt'), 'work');
    expect(await cleanUp(world, conditionId, (abort) => (stop = abort))).toMatchObject({
      result: 'cancelled',
      why: 'Stopped by the operator before anything was removed.',
    });
    expect(existsSync(join(path, 'new.txt'))).toBe(true);
    expect(await world.recovery.backups()).toEqual([]);
    expect((await world.plan('clean_up', conditionId)).items[0]?.eligible).toBe(true);
  });

  it('is told of again and again while nothing comes of it', async () => {
    let hold: Promise<void> | undefined;
    world = await createRecoveryWorld(rooms, ({ runGit }) => ({
      async runGit(request) {
        await hold;
        return runGit(request);
      },
    }));
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const plan = await world.plan('clean_up', conditionId);
    const told: Operation['doing'][] = [];
    let letGo: () => void = () => undefined;
    hold = new Promise((resolve) => (letGo = resolve));
    const { deps } = world;
    await world.recovery.apply(plan.planId, plan.fingerprint, {
      actor: 'operator',
      onProgress({ operationId, doing }) {
        if (doing === undefined) return;
        told.push(doing);
        expect(deps.operations.get(operationId)?.doing).toEqual(doing);
        if (told.length === 2) letGo();
      },
    });
    expect(told[0]).toMatchObject({ index: 0, phase: 'looking' });
    expect(told[1]?.at).not.toBe(told[0]?.at);
  });
});

describe('many record-level items', () => {
  it('are each told by the next start when Rollcall ended before what became of them was written', async () => {
    let isEnded = false;
    world = await createRecoveryWorld(rooms, ({ operations }) => ({
      operations: {
        ...operations,
        saveItems: (...of) => void (isEnded || operations.saveItems(...of)),
        save: (operation) => void (isEnded || operations.save(operation)),
      },
    }));
    const made = world;
    const { repository, recovery, deps } = made;
    const ids = ['login', 'search', 'cart'].map((id) => {
      addInterruptedTask(made, { id });
      return made.list(conditionAbout({ kind: 'session', id: `s-${id}` }, repository.root));
    });
    const plan = await recovery.plan('mark_crashed', ids);
    isEnded = true;
    const applied = await recovery.apply(plan.planId, plan.fingerprint, {
      actor: 'operator',
      onProgress: () => undefined,
    });
    isEnded = false;
    const left = applied.ok ? deps.operations.get(applied.value.operationId) : undefined;
    expect(left?.items.map(({ result }) => result)).toEqual(Array(3).fill('not_attempted'));
    if (left === undefined) throw new Error('It was not begun.');
    const settled = await recovery.settle(left);
    expect(settled.items.map(({ result }) => result)).toEqual(Array(3).fill('applied'));
    const told = world
      .audited()
      .filter(({ result, verb }) => verb === 'mark_crashed' && result === 'applied');
    expect(told).toHaveLength(3);
  });
});
