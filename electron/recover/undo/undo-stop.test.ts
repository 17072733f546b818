import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Task } from '#shared/domain/task.ts';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { changeRecord } from '#electron/recover/record-change.ts';
import { addInterruptedTask, type InterruptedTask } from '#electron/recover/recovery-task.ts';
import {
  conditionAbout,
  createRecoveryWorld,
  type RecoveryWorld,
} from '#electron/recover/recovery-world.ts';
import { actOn, planUndoOf, undoOf } from '#electron/recover/testing/act-and-undo.ts';

let world: RecoveryWorld;
let task: InterruptedTask;
beforeEach(async () => {
  world = await createRecoveryWorld(rooms);
  task = addInterruptedTask(world, { id: 'login' });
});
afterEach(() => world.close());

const runningSession = (): string => {
  const { sessions } = world.deps.store.load();
  return sessions.find(({ record }) => record.status === 'running')?.record.id ?? '';
};

/** Stops the agent of the task, and writes its task as the loop does, which then sees it stand still. */
async function stopAgent(change: Partial<Task>) {
  const sessionId = runningSession();
  const about = conditionAbout({ kind: 'session', id: sessionId }, world.repository.root);
  const operation = await actOn(world, 'stop', world.list(about));
  const stopped = world.deps.store.get('task', 'login');
  if (stopped === undefined) throw new Error('no task');
  world.record(changeRecord('task', stopped, { ...stopped.record, ...change }));
  return { sessionId, operation };
}

const blocked = {
  state: 'blocked',
  blockedReasons: ['Interrupted: can resume from “half-way”.'],
} as const;

const living = async (): Promise<readonly string[]> => {
  const reading = await world.engine.observe();
  const entries = reading.kind === 'read' ? reading.entries : [];
  return entries.filter((one) => one.process.kind === 'alive').map((one) => one.sessionId);
};

describe('undo of stop', () => {
  it('goes on from the last checkpoint in a new session that was seen alive', async () => {
    await actOn(world, 'resume', task.conditionId);
    const { sessionId, operation } = await stopAgent(blocked);
    expect(await living()).toEqual([]);
    const plan = await planUndoOf(world, operation);
    expect(plan.tier).toBe(2);
    expect(plan.items[0]?.warnings[0]).toContain('cannot be brought back: task login goes on from');
    const item = await undoOf(world, operation);
    expect(item).toMatchObject({ result: 'applied' });
    expect(item?.why).toMatch(/Resumed: session \S+ was seen alive as process \d+/);
    expect(await living()).toEqual([runningSession()]);
    expect(runningSession()).not.toBe(sessionId);
    // What was stopped has been stopped, whatever runs now.
    expect(world.deps.store.get('session', sessionId)?.record).toMatchObject({
      status: 'exit',
      exitReason: 'stopped',
    });
    expect((await planUndoOf(world, operation)).items[0]?.why).toContain('still works on it');
  });

  it('is refused with the reason where its task cannot go on', async () => {
    await actOn(world, 'resume', task.conditionId);
    const { operation } = await stopAgent({ ...blocked, resultPublished: true });
    const [item] = (await planUndoOf(world, operation)).items;
    expect(item?.why).toContain('cannot be brought back, and its task cannot be resumed');
    expect(item?.why).toContain('published already');
  });

  it('says of a session without a task that nothing can go on', async () => {
    const { engine, repository } = world;
    const sessionId = world.deps.newId();
    const command = ['sleep', '60'];
    const started = await engine.start({ sessionId, command, cwd: repository.root, env: {} });
    expect(started.ok).toBe(true);
    const about = conditionAbout({ kind: 'session', id: sessionId }, repository.root);
    const operation = await actOn(world, 'stop', world.list(about));
    expect((await planUndoOf(world, operation)).items[0]?.why).toContain('belonged to no task');
  });
});
