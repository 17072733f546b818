import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { digestTree } from '#electron/recover/backup/copy-whole.ts';
import { addInterruptedTask, type InterruptedTask } from '#electron/recover/recovery-task.ts';
import { createRecoveryWorld, type RecoveryWorld } from '#electron/recover/recovery-world.ts';
import { actOn, planUndoOf, undoOf } from '#electron/recover/testing/act-and-undo.ts';

let world: RecoveryWorld;
let task: InterruptedTask;
beforeEach(async () => {
  world = await createRecoveryWorld(rooms);
  task = addInterruptedTask(world, {
    id: 'login',
    environment: { health: 'missing', recoveryStatus: 'pending', state: 'recovering' },
  });
});
afterEach(() => world.close());

const recordOf = () => {
  const { record } = world.deps.store.get('environment', 'env-login') ?? {};
  return { ...record, updatedAt: '', lastVerifiedAt: '' };
};
const branchAt = (): string =>
  world.repository.git('for-each-ref', '--format=%(objectname)', 'refs/heads/rollcall/login');
const recreate = () => actOn(world, 'recreate', task.conditionId);

describe('undo of recreate', () => {
  it('takes the worktree away again, and gives git’s earlier entry and the records back', async () => {
    const { root } = world.repository;
    const other = addInterruptedTask(world, { id: 'other' });
    rmSync(task.path, { recursive: true });
    const entries = join(root, '.git/worktrees');
    const before = await digestTree(entries);
    const [record, tip] = [recordOf(), branchAt()];
    const operation = await recreate();
    expect(await digestTree(entries)).not.toBe(before);
    expect(await undoOf(world, operation)).toMatchObject({ result: 'applied' });
    expect(existsSync(task.path)).toBe(false);
    expect(await digestTree(entries)).toBe(before);
    expect(recordOf()).toEqual(record);
    expect(branchAt()).toBe(tip);
    expect(world.repository.gitIn(other.path, 'status', '--porcelain')).toBe('');
    expect((await planUndoOf(world, operation)).items[0]?.why).toBe('It is undone already.');
    await recreate();
    expect(existsSync(join(task.path, 'readme.md'))).toBe(true);
  });

  it('keeps what was written in it since, and shows that first', async () => {
    const { gitIn, git } = world.repository;
    rmSync(task.path, { recursive: true });
    const operation = await recreate();
    writeFileSync(join(task.path, 'done.txt'), 'committed since');
    gitIn(task.path, 'add', '.');
    gitIn(task.path, 'commit', '--quiet', '--message=since');
    const tip = branchAt();
    writeFileSync(join(task.path, 'notes.txt'), 'written since');
    const plan = await planUndoOf(world, operation);
    expect(plan.tier).toBe(2);
    const backup = plan.items[0]?.backup;
    expect(await undoOf(world, operation)).toMatchObject({ result: 'applied' });
    expect(branchAt()).toBe(tip);
    expect(backup?.kind).toBe('git_ref');
    const kept = (await world.recovery.backups()).find(({ path }) => path === task.path);
    expect(readFileSync(join(kept?.location ?? '', 'directory/notes.txt'), 'utf8')).toBe(
      'written since',
    );
    expect(git('for-each-ref', '--format=%(refname)', 'refs/rollcall/backups')).not.toBe('');
  });

  it('deletes the branch that was made for it, and keeps the commit', async () => {
    const { git } = world.repository;
    git('worktree', 'remove', task.path);
    git('branch', '--quiet', '-D', 'rollcall/login');
    const operation = await recreate();
    const made = branchAt().trim();
    expect(made).not.toBe('');
    expect(await undoOf(world, operation)).toMatchObject({ result: 'applied' });
    expect(branchAt()).toBe('');
    expect(existsSync(task.path)).toBe(false);
    expect(git('for-each-ref', '--format=%(objectname)', 'refs/rollcall').trim()).toBe(made);
  });

  it('lets that branch stay where somebody has moved it since, and says so', async () => {
    const { git, gitIn } = world.repository;
    git('worktree', 'remove', task.path);
    git('branch', '--quiet', '-D', 'rollcall/login');
    const operation = await recreate();
    gitIn(task.path, 'commit', '--quiet', '--allow-empty', '--message=since');
    const moved = branchAt();
    const plan = await planUndoOf(world, operation);
    expect(plan.items[0]?.warnings.join()).toContain('Its branch stays: branch rollcall/login is');
    expect(await undoOf(world, operation)).toMatchObject({ result: 'applied' });
    expect(branchAt()).toBe(moved);
  });

  it('is refused while a session is alive in it, with the session', async () => {
    rmSync(task.path, { recursive: true });
    const operation = await recreate();
    await actOn(world, 'resume', task.conditionId);
    const [item] = (await planUndoOf(world, operation)).items;
    expect(item).toMatchObject({ eligible: false });
    expect(item?.why).toMatch(/^Session \S+ is at work in it; stop that first/);
    expect(existsSync(task.path)).toBe(true);
  });

  it('takes a plain directory away with what is in it by now', async () => {
    const path = `${world.repository.root}.worktrees/plain`;
    const plain = addInterruptedTask(world, {
      id: 'plain',
      environment: { executionMode: 'isolated_workspace', path, git: undefined },
    });
    const operation = await actOn(world, 'recreate', plain.conditionId);
    mkdirSync(join(path, 'work'));
    expect(await undoOf(world, operation)).toMatchObject({ result: 'applied' });
    expect(existsSync(path)).toBe(false);
    const kept = (await world.recovery.backups()).find((one) => one.path === path);
    expect(existsSync(join(kept?.location ?? '', 'directory/work'))).toBe(true);
  });
});
