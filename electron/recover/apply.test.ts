import { afterEach, describe, expect, it } from 'vitest';
import type { Operation, Plan } from '#shared/domain/plan.ts';
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

const results = (applied: Awaited<ReturnType<RecoveryWorld['recovery']['apply']>>) =>
  applied.ok ? applied.value.items.map(({ result }) => result) : applied.error;

/** Two interrupted tasks and a plan to acknowledge both. */
async function planTwo(made: RecoveryWorld): Promise<Plan> {
  const ids = ['login', 'search'].map((id) => addInterruptedTask(made, { id }).conditionId);
  return made.recovery.plan('acknowledge', ids);
}

/** A world in which something happens whenever a condition is acknowledged. */
const whenAcknowledged = (happens: (conditionId: string) => void) =>
  createRecoveryWorld(rooms, ({ acknowledgements }) => ({
    acknowledgements: {
      ...acknowledgements,
      put(entry) {
        happens(entry.conditionId);
        acknowledgements.put(entry);
      },
    },
  }));

describe('an operation', () => {
  it('is written down before the first step and after each item', async () => {
    const written: string[] = [];
    world = await createRecoveryWorld(rooms, ({ operations }) => ({
      operations: {
        ...operations,
        begin: (operation) => written.push('begun') > 0 && operations.begin(operation),
        saveItems(id, outcomes) {
          operations.saveItems(id, outcomes);
          written.push(...outcomes.map(({ item }) => `${item.title} ${item.result}`));
        },
        save(operation) {
          operations.save(operation);
          written.push(operation.state);
        },
      },
    }));
    const plan = await planTwo(world);
    const seen: string[] = [];
    const onProgress = ({ state, items }: Operation) =>
      void seen.push(`${state} ${items.map(({ result }) => result).join(' ')}`);
    await world.recovery.apply(plan.planId, plan.fingerprint, { ...quietly, onProgress });
    expect(written).toEqual(['begun', 'login applied', 'search applied', 'done']);
    expect(seen[0]).toBe('running not_attempted not_attempted');
    expect(seen.at(-1)).toBe('done applied applied');
  });

  it('leaves the rest alone when the operator stops it, and says so in the audit', async () => {
    let running: string | undefined;
    world = await whenAcknowledged(() => world?.recovery.stop(running ?? ''));
    const plan = await planTwo(world);
    const onProgress = ({ operationId }: Operation) => (running = operationId);
    const options = { ...quietly, onProgress };
    const applied = await world.recovery.apply(plan.planId, plan.fingerprint, options);
    expect(results(applied)).toEqual(['applied', 'cancelled']);
    expect(world.audited().at(-1)).toMatchObject({ result: 'cancelled' });
    expect(world.recovery.stop(running ?? '')).toBe(false);
  });

  it('goes on with the next item when one breaks, and plans the broken one again on demand', async () => {
    let isFull = true;
    world = await whenAcknowledged((conditionId) => {
      if (isFull && conditionId === 'task:login') throw new Error('disk full');
    });
    const plan = await planTwo(world);
    const applied = await world.recovery.apply(plan.planId, plan.fingerprint, quietly);
    expect(results(applied)).toEqual(['failed', 'applied']);
    expect(applied.ok && applied.value.items[0]?.why).toContain('disk full');
    isFull = false;
    const again = await world.recovery.retry(applied.ok ? applied.value.operationId : '');
    expect(again?.items.map(({ title }) => title)).toEqual(['login']);
    expect(again && (await world.apply(again)).result).toBe('applied');
    expect(await world.recovery.retry('unknown')).toBeUndefined();
  });

  it('plans again for the task, when a start that failed has given it another condition', async () => {
    world = await createRecoveryWorld(rooms);
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const about = { kind: 'session', id: 's-login' } as const;
    const first = world.list(conditionAbout(about, world.repository.root, { taskId: 'login' }));
    // Its worktree is where it was, so that there is nothing to reattach.
    const plan = await world.plan('reattach', first);
    const done = await world.recovery.apply(plan.planId, plan.fingerprint, quietly);
    world.unlist(first);
    const again = await world.recovery.retry(done.ok ? done.value.operationId : '');
    expect(again?.items.map((item) => item.conditionId)).toEqual([conditionId]);
  });

  it('does not act on what another one is at work on, and says who is', async () => {
    let release: () => void = () => undefined;
    let enter: () => void = () => undefined;
    const entered = new Promise<void>((resolve) => (enter = resolve));
    world = await createRecoveryWorld(rooms, ({ observeEnvironment }) => ({
      async observeEnvironment(environment) {
        if (isHeld) {
          enter();
          await new Promise<void>((resolve) => (release = resolve));
        }
        return observeEnvironment(environment);
      },
    }));
    let isHeld = false;
    const { conditionId } = addInterruptedTask(world, { id: 'login' });
    const [first, second] = [
      await world.plan('acknowledge', conditionId),
      await world.plan('acknowledge', conditionId),
    ];
    isHeld = true;
    const running = world.recovery.apply(first.planId, first.fingerprint, quietly);
    await entered;
    isHeld = false;
    const refused = await world.apply(second);
    release();
    const done = await running;
    expect(results(done)).toEqual(['applied']);
    expect(refused.result).toBe('refused');
    expect(refused.why).toContain(done.ok ? done.value.operationId : '?');
  });

  it('begins nothing more when the journal cannot be written, and can be tried again', async () => {
    let isFull = false;
    world = await createRecoveryWorld(rooms, ({ operations }) => ({
      operations: {
        ...operations,
        saveItems(id, outcomes) {
          if (isFull) throw new Error('database or disk is full');
          operations.saveItems(id, outcomes);
        },
      },
    }));
    const plan = await planTwo(world);
    isFull = true;
    const applied = await world.recovery.apply(plan.planId, plan.fingerprint, quietly);
    expect(applied).toMatchObject({ ok: true, value: { state: 'interrupted' } });
    expect(results(applied)).toEqual(['applied', 'not_attempted']);
    expect(applied.ok && applied.value.items[1]?.why).toContain('disk is full');
    isFull = false;
    const again = await world.recovery.retry(applied.ok ? applied.value.operationId : '');
    expect(again && (await world.apply(again)).result).toBe('applied');
  });

  it('audits what was done also when the journal was held by somebody else for too long', async () => {
    let isLocked = true;
    world = await createRecoveryWorld(rooms, ({ operations }) => ({
      operations: {
        ...operations,
        saveItems(id, outcomes) {
          const wasLocked = isLocked;
          isLocked = false;
          if (wasLocked) throw new Error('database is locked');
          operations.saveItems(id, outcomes);
        },
      },
    }));
    const plan = await planTwo(world);
    const applied = await world.recovery.apply(plan.planId, plan.fingerprint, quietly);
    expect(results(applied)).toEqual(['applied', 'not_attempted']);
    const [done] = plan.items;
    expect(world.audited()).toContainEqual(
      expect.objectContaining({
        verb: plan.verb,
        subject: `${done?.subject.kind}:${done?.subject.id}`,
        planFingerprint: plan.fingerprint,
        result: 'applied',
      }),
    );
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
