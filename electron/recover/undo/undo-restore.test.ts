import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupTarget, type KeptBackup } from '#shared/domain/backup.ts';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { addInterruptedTask, type InterruptedTask } from '#electron/recover/recovery-task.ts';
import { createRecoveryWorld, type RecoveryWorld } from '#electron/recover/recovery-world.ts';
import { takeGitSnapshot } from '#electron/recover/restore/testing/snapshot.ts';
import { actOn, planUndoOf, undoOf } from '#electron/recover/testing/act-and-undo.ts';

let world: RecoveryWorld;
let task: InterruptedTask;
beforeEach(async () => {
  world = await createRecoveryWorld(rooms);
  task = addInterruptedTask(world, { id: 'login' });
  writeFileSync(join(task.path, 'notes.txt'), 'the only copy');
});
afterEach(() => world.close());

const recordOf = () => {
  const { record } = world.deps.store.get('environment', 'env-login') ?? {};
  return { ...record, updatedAt: '' };
};
const kept = async (): Promise<KeptBackup> => {
  const found = (await world.recovery.backups()).find(({ path }) => path === task.path);
  if (found === undefined) throw new Error('nothing is kept');
  return found;
};
const restore = async (to?: string) => {
  const { id } = await kept();
  return actOn(world, 'restore', backupTarget(id), to === undefined ? {} : { to });
};
const readNotes = (path: string) => readFileSync(join(path, 'notes.txt'), 'utf8');

describe('undo of restore', () => {
  it('puts the directory back into the trash, from where the same backup is restored once more', async () => {
    const cleaned = await actOn(world, 'clean_up', task.conditionId);
    const [before, record] = [await kept(), recordOf()];
    const operation = await restore();
    expect(recordOf()).not.toEqual(record);
    writeFileSync(join(task.path, 'more.txt'), 'written since');
    expect(await undoOf(world, operation)).toMatchObject({ result: 'applied' });
    expect(existsSync(task.path)).toBe(false);
    expect(recordOf()).toEqual(record);
    expect(await kept()).toMatchObject({ id: before.id, location: before.location });
    expect((await planUndoOf(world, operation)).items[0]?.why).toBe('It is undone already.');
    const again = await restore();
    expect([readNotes(task.path), existsSync(join(task.path, 'more.txt'))]).toEqual([
      'the only copy',
      true,
    ]);
    expect(await undoOf(world, again)).toMatchObject({ result: 'applied' });
    // What put it away in the first place can be undone as before.
    expect(await undoOf(world, cleaned)).toMatchObject({ result: 'applied' });
    expect(world.repository.gitIn(task.path, 'status', '--porcelain')).toContain('?? notes.txt');
  });

  it('lets what was restored to another path go back to its own once more', async () => {
    const { gitIn } = world.repository;
    await actOn(world, 'clean_up', task.conditionId);
    const elsewhere = `${task.path}-elsewhere`;
    const operation = await restore(elsewhere);
    expect(gitIn(elsewhere, 'status', '--porcelain')).toBe('?? notes.txt\n');
    expect(await undoOf(world, operation)).toMatchObject({ result: 'applied' });
    expect(existsSync(elsewhere)).toBe(false);
    await restore();
    expect(gitIn(task.path, 'status', '--porcelain')).toBe('?? notes.txt\n');
    expect(readNotes(task.path)).toBe('the only copy');
  });

  it('deletes the branch that a restore had made again, and keeps its commit', async () => {
    const { git } = world.repository;
    await actOn(world, 'clean_up', task.conditionId);
    git('branch', '--quiet', '-D', 'rollcall/login');
    const operation = await restore();
    expect(git('branch', '--list', 'rollcall/login')).not.toBe('');
    expect(await undoOf(world, operation)).toMatchObject({ result: 'applied' });
    expect(git('branch', '--list', 'rollcall/login')).toBe('');
    await restore();
    expect(git('branch', '--list', 'rollcall/login')).not.toBe('');
  });

  it('sets back what a private ref was given back into, to the byte', async () => {
    const { repository } = world;
    await actOn(world, 'restart', task.conditionId);
    await stopAll();
    writeFileSync(join(task.path, 'second.txt'), 'of the second attempt');
    const before = takeGitSnapshot(repository, task.path, true);
    const operation = await restore();
    expect(readNotes(task.path)).toBe('the only copy');
    expect(await undoOf(world, operation)).toMatchObject({ result: 'applied' });
    expect(takeGitSnapshot(repository, task.path, true)).toEqual(before);
    expect(existsSync(join(task.path, 'notes.txt'))).toBe(false);
  });

  it('takes the worktree away again that a private ref was given back into', async () => {
    await actOn(world, 'restart', task.conditionId);
    const elsewhere = `${task.path}-elsewhere`;
    const operation = await restore(elsewhere);
    expect(readNotes(elsewhere)).toBe('the only copy');
    expect(await undoOf(world, operation)).toMatchObject({ result: 'applied' });
    expect(existsSync(elsewhere)).toBe(false);
    expect(world.repository.git('worktree', 'list')).not.toContain(elsewhere);
    await restore(elsewhere);
    expect(readNotes(elsewhere)).toBe('the only copy');
  });

  it('is refused while a session is alive in it', async () => {
    await actOn(world, 'clean_up', task.conditionId);
    const operation = await restore();
    await actOn(world, 'resume', task.conditionId);
    expect((await planUndoOf(world, operation)).items[0]?.why).toContain('is at work in it');
    expect(readNotes(task.path)).toBe('the only copy');
  });
});

async function stopAll(): Promise<void> {
  const reading = await world.engine.observe();
  for (const { sessionId, process } of reading.kind === 'read' ? reading.entries : [])
    if (process.kind === 'alive') await world.engine.stop(sessionId, process.identity);
}
