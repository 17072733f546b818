import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { interruptCheckpoint } from '#electron/reconcile/interrupt-task.ts';
import { addInterruptedTask, type InterruptedTask } from '#electron/recover/recovery-task.ts';
import { createRecoveryWorld, type RecoveryWorld } from '#electron/recover/recovery-world.ts';

let world: RecoveryWorld;
let task: InterruptedTask;
beforeEach(async () => {
  world = await createRecoveryWorld(rooms);
  task = addInterruptedTask(world, { id: 'login' });
});
afterEach(() => world.close());

const commit = (cwd: string, name: string) => {
  writeFileSync(join(cwd, name), name);
  world.repository.gitIn(cwd, 'add', '--', name);
  world.repository.gitIn(cwd, 'commit', '--quiet', `--message=${name}`);
};
const resume = async () => (await world.plan('resume', task.conditionId)).items[0];

describe('before a task goes on', () => {
  it('a branch that was merged into its base ends it', async () => {
    commit(task.path, 'work.txt');
    world.repository.git('merge', '--quiet', '--no-ff', '--message=merged', 'rollcall/login');
    const item = await resume();
    expect(item).toMatchObject({ eligible: false });
    expect(item?.why).toContain('Branch rollcall/login is merged into main');
  });

  it('so does a base that holds the same changes under other commits', async () => {
    commit(task.path, 'work.txt');
    commit(world.repository.root, 'before.txt');
    world.repository.git('cherry-pick', 'rollcall/login');
    expect((await resume())?.why).toContain('main holds every change of branch rollcall/login');
  });

  it('a branch without a commit of its own is not merged, however far its base went on', async () => {
    writeFileSync(join(task.path, 'notes.txt'), 'not committed');
    commit(world.repository.root, 'elsewhere.txt');
    expect((await resume())?.eligible).toBe(true);
  });

  it('commits after the checkpoint are told, and reviewed first', async () => {
    commit(task.path, 'later.txt');
    const plan = await world.plan('resume', task.conditionId);
    expect(plan.tier).toBe(2);
    expect(plan.items[0]?.warnings[0]).toContain('1 commit came after it');
  });

  it('so are those between the checkpoint and the interruption, which was written on it', async () => {
    const found = world.deps.store.get('checkpoint', 'cp-login');
    if (found === undefined) throw new Error('no checkpoint');
    commit(task.path, 'later.txt');
    const interruptedAt = new Date(Date.now() + 2000).toISOString();
    const after = interruptCheckpoint({ ...found.record, stage: 'running' }, interruptedAt);
    const { version: expectedVersion } = found;
    world.record({ kind: 'checkpoint', id: after.id, expectedVersion, after });
    expect((await resume())?.warnings[0]).toContain('1 commit came after it');
  });

  it('a commit of the checkpoint’s own second is taken for one that came before it', async () => {
    commit(task.path, 'just-before.txt');
    const second = Date.parse(
      world.repository.gitIn(task.path, 'log', '-1', '--format=%cI').trim(),
    );
    const checkpoint = world.deps.store.get('checkpoint', 'cp-login');
    if (checkpoint === undefined) throw new Error('no checkpoint');
    const { record, version: expectedVersion } = checkpoint;
    const after = { ...record, updatedAt: new Date(second + 400).toISOString() };
    world.record({ kind: 'checkpoint', id: record.id, expectedVersion, after });
    const plan = await world.plan('resume', task.conditionId);
    expect(plan.items[0]).toMatchObject({ eligible: true, warnings: [] });
  });

  it('a base that is gone is told', async () => {
    world.repository.git('checkout', '--quiet', '-b', 'trunk');
    world.repository.git('branch', '--quiet', '-D', 'main');
    expect((await resume())?.warnings).toContain('The branch that it began from is gone.');
  });

  it('another session in the same place is in its way', async () => {
    const inside = join(task.path, 'inside');
    mkdirSync(inside);
    const command = ['sleep', '60'];
    const sessionId = world.deps.newId();
    const started = await world.engine.start({ sessionId, command, cwd: inside, env: {} });
    expect(started.ok).toBe(true);
    expect((await resume())?.why).toContain(`Session ${sessionId} is at work in it`);
  });
});
