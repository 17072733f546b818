import { afterEach, describe, expect, it } from 'vitest';
import type { Operation } from '#shared/domain/plan.ts';
import { createProcessEngine } from '#electron/engines/process-engine.ts';
import { openJournal } from '#electron/journal/open-journal.ts';
import { createObserver } from '#electron/observe/observe-world.ts';
import {
  createIdentifyProcess,
  createProcessObserver,
  readBootId,
} from '#electron/observe/process.ts';
import { runStatus } from '#electron/reconcile/run-status.ts';
import { addInterruptedTask } from './recovery-task.ts';
import {
  conditionAbout,
  createRecoveryWorld,
  quietly,
  type RecoveryWorld,
} from './recovery-world.ts';

const rooms = {
  openJournal,
  createObserver,
  createProcessObserver,
  createIdentifyProcess,
  readBootId,
  createProcessEngine,
  runStatus,
};

let world: RecoveryWorld | undefined;
afterEach(() => world?.close());

const hourMs = 3_600_000;

describe('a plan', () => {
  it('keeps what cannot be done in it, with the reason', async () => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const plan = await world.recovery.plan('resume', [conditionId, 'task:nobody']);
    expect(plan.items.map(({ eligible }) => eligible)).toEqual([true, false]);
    expect(plan.items[1]?.why).toContain('not on the list any more');
    const applied = await world.recovery.apply(plan.planId, plan.fingerprint, quietly);
    expect(applied.ok && applied.value.items.map(({ result }) => result)).toEqual([
      'applied',
      'not_attempted',
    ]);
  });

  it('is carried out once', async () => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const plan = await world.plan('acknowledge', conditionId);
    expect((await world.apply(plan)).result).toBe('applied');
    const again = await world.recovery.apply(plan.planId, plan.fingerprint, quietly);
    expect(again).toMatchObject({ ok: false, error: { kind: 'plan_used' } });
    expect(world.audited().at(-1)).toMatchObject({
      subject: `plan:${plan.planId}`,
      result: 'refused',
    });
  });

  it('is not carried out under another fingerprint, and stays unused', async () => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const plan = await world.plan('acknowledge', conditionId);
    const refused = await world.recovery.apply(plan.planId, 'f'.repeat(64), quietly);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'fingerprint_differs' } });
    expect((await world.apply(plan)).result).toBe('applied');
  });

  it('is not carried out when it was changed after it was stored', async () => {
    world = await createRecoveryWorld(rooms, ({ plans }) => ({
      plans: {
        ...plans,
        get: (planId) => {
          const plan = plans.get(planId);
          return plan && { ...plan, items: plan.items.map((item) => ({ ...item, frees: 1 })) };
        },
      },
    }));
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const plan = await world.plan('acknowledge', conditionId);
    const refused = await world.recovery.apply(plan.planId, plan.fingerprint, quietly);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'fingerprint_differs' } });
  });

  it('expires', async () => {
    let lateMs = 0;
    world = await createRecoveryWorld(rooms, ({ clock }) => ({
      clock: {
        ...clock,
        nowMs: () => clock.nowMs() + lateMs,
        now: () => new Date(clock.nowMs() + lateMs).toISOString(),
      },
    }));
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const plan = await world.plan('acknowledge', conditionId);
    lateMs = hourMs;
    const refused = await world.recovery.apply(plan.planId, plan.fingerprint, quietly);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'plan_expired' } });
  });

  it('that nobody knows is refused', async () => {
    world = await createRecoveryWorld(rooms);
    const refused = await world.recovery.apply('nowhere', 'f'.repeat(64), quietly);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'plan_not_found' } });
  });

  it('has the same fingerprint for the same items, whenever it is made', async () => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const first = await world.plan('acknowledge', conditionId);
    const second = await world.plan('acknowledge', conditionId);
    expect(second.planId).not.toBe(first.planId);
    expect(second.fingerprint).toBe(first.fingerprint);
  });
});

describe('an operation', () => {
  it('is written down before the first step and after each item', async () => {
    const saved: Operation[] = [];
    world = await createRecoveryWorld(rooms, ({ operations }) => ({
      operations: {
        save(operation) {
          operations.save(operation);
          saved.push(operation);
        },
      },
    }));
    const first = addInterruptedTask(world, { id: 'login' });
    const second = addInterruptedTask(world, { id: 'search' });
    const plan = await world.recovery.plan('acknowledge', [first.conditionId, second.conditionId]);
    const seen: string[] = [];
    const onProgress = ({ state, items }: Operation) =>
      void seen.push(`${state} ${items.map(({ result }) => result).join(' ')}`);
    await world.recovery.apply(plan.planId, plan.fingerprint, { ...quietly, onProgress });
    expect(seen).toEqual([
      'running not_attempted not_attempted',
      'running applied not_attempted',
      'running applied applied',
      'done applied applied',
    ]);
    expect(saved).toHaveLength(4);
  });

  it('leaves the rest alone when the operator stops it', async () => {
    world = await createRecoveryWorld(rooms);
    const first = addInterruptedTask(world, { id: 'login' });
    const second = addInterruptedTask(world, { id: 'search' });
    const plan = await world.recovery.plan('acknowledge', [first.conditionId, second.conditionId]);
    const stop = new AbortController();
    const onProgress = ({ items }: Operation) => {
      if (items[0]?.result === 'applied') stop.abort();
    };
    const { signal } = stop;
    const options = { ...quietly, onProgress, signal };
    const applied = await world.recovery.apply(plan.planId, plan.fingerprint, options);
    expect(applied.ok && applied.value.items.map(({ result }) => result)).toEqual([
      'applied',
      'cancelled',
    ]);
  });

  it('goes on with the next item when one breaks', async () => {
    world = await createRecoveryWorld(rooms, ({ acknowledgements }) => ({
      acknowledgements: {
        put(entry) {
          if (entry.conditionId === 'task:login') throw new Error('disk full');
          acknowledgements.put(entry);
        },
      },
    }));
    const first = addInterruptedTask(world, { id: 'login' });
    const second = addInterruptedTask(world, { id: 'search' });
    const plan = await world.recovery.plan('acknowledge', [first.conditionId, second.conditionId]);
    const applied = await world.recovery.apply(plan.planId, plan.fingerprint, quietly);
    expect(applied.ok && applied.value.items.map(({ result }) => result)).toEqual([
      'failed',
      'applied',
    ]);
    expect(applied.ok && applied.value.items[0]?.why).toContain('disk full');
  });
});

describe('acknowledge', () => {
  it('keeps the task blocked, and the note on its checkpoint', async () => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const plan = await world.recovery.plan('acknowledge', [conditionId], { note: 'Ask Bo.' });
    expect(plan.tier).toBe(0);
    expect((await world.apply(plan)).result).toBe('applied');
    expect(world.deps.store.get('task', 'login')?.record.state).toBe('blocked');
    expect(world.deps.store.get('checkpoint', 'cp-login')?.record).toMatchObject({
      note: 'Ask Bo.',
      noteHistory: ['An earlier note.'],
    });
    expect(world.acknowledged().get(conditionId)).toMatchObject({
      signature: 'signature-1',
      note: 'Ask Bo.',
    });
  });

  it('is refused when the condition says something else by now', async () => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const plan = await world.plan('acknowledge', conditionId);
    const { root } = world.repository;
    world.list(conditionAbout({ kind: 'task', id: 'login' }, root, { signature: 'signature-2' }));
    const item = await world.apply(plan);
    expect(item).toMatchObject({
      result: 'refused',
      before: { value: 'signature-1' },
      after: { value: 'signature-2' },
    });
  });

  it('needs no change once the condition is gone', async () => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const plan = await world.plan('acknowledge', conditionId);
    world.unlist(conditionId);
    expect((await world.apply(plan)).result).toBe('no_change_needed');
  });
});
