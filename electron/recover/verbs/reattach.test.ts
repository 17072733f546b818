import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { addInterruptedTask } from '#electron/recover/recovery-task.ts';
import { createRecoveryWorld, type RecoveryWorld } from '#electron/recover/recovery-world.ts';

let world: RecoveryWorld | undefined;
afterEach(() => world?.close());

describe('reattach worktree', () => {
  it('lets git find a moved worktree again', async () => {
    world = await createRecoveryWorld(rooms);
    const { repository } = world;
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    const elsewhere = `${repository.folder}/elsewhere`;
    repository.git('worktree', 'move', path, elsewhere);
    // Moved back by hand: git still looks for it elsewhere.
    renameSync(elsewhere, path);
    const plan = await world.plan('reattach', conditionId);
    expect(plan.tier).toBe(1);
    expect(await world.apply(plan)).toMatchObject({ result: 'applied' });
    expect(repository.git('worktree', 'list')).toContain(path);
  });

  it('gives a directory whose entry is gone a new one, and changes no file in it', async () => {
    world = await createRecoveryWorld(rooms);
    const { repository } = world;
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    const other = addInterruptedTask(world, { id: 'other' });
    writeFileSync(join(path, 'readme.md'), 'changed\n');
    writeFileSync(join(path, 'new.txt'), 'new');
    rmSync(join(repository.root, '.git/worktrees/rollcall-login'), { recursive: true });
    const plan = await world.plan('reattach', conditionId);
    expect(plan.tier).toBe(2);
    expect(plan.items[0]?.loses).toEqual(['Which changes were staged, as the old index is gone']);
    expect(await world.apply(plan)).toMatchObject({ result: 'applied' });
    const { gitIn } = repository;
    expect(gitIn(path, 'branch', '--show-current').trim()).toBe('rollcall/login');
    expect(gitIn(path, 'status', '--porcelain')).toBe(' M readme.md\n?? new.txt\n');
    expect(readFileSync(join(path, 'readme.md'), 'utf8')).toBe('changed\n');
    expect(gitIn(other.path, 'status', '--porcelain')).toBe('');
    expect((await world.plan('resume', conditionId)).items[0]?.eligible).toBe(true);
  });

  it('keeps away from a directory that belongs to another repository', async () => {
    world = await createRecoveryWorld(rooms);
    const { repository } = world;
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    repository.git('worktree', 'remove', path);
    repository.git('init', '--quiet', path);
    const [item] = (await world.plan('reattach', conditionId)).items;
    expect(item?.eligible).toBe(false);
    expect(item?.why).toContain('belongs to another repository');
  });
});
