import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
  task = addInterruptedTask(world, { id: 'login', environment: { health: 'drifted' } });
});
afterEach(() => world.close());

const reattach = () => actOn(world, 'reattach', task.conditionId);
const entries = (): string => join(world.repository.root, '.git/worktrees');
const dotGit = (): string => join(task.path, '.git');
const recordOf = () => {
  const { record } = world.deps.store.get('environment', 'env-login') ?? {};
  return { ...record, updatedAt: '', lastVerifiedAt: '' };
};
/** Git's own files of every worktree, and the link of this one. */
const links = async (): Promise<readonly unknown[]> => [
  existsSync(entries()) && (await digestTree(entries())),
  existsSync(dotGit()) && readFileSync(dotGit(), 'utf8'),
];

/** Git looks for the worktree where it is not. */
function looksElsewhere(): void {
  const elsewhere = `${world.repository.folder}/elsewhere`;
  world.repository.git('worktree', 'move', task.path, elsewhere);
  renameSync(elsewhere, task.path);
}

describe('undo of reattach', () => {
  it.each([
    ['git looked for it elsewhere', looksElsewhere],
    ['its .git was garbage', () => writeFileSync(dotGit(), Buffer.from([0x67, 0xff, 0x0a]))],
    ['its .git was gone', () => rmSync(dotGit())],
  ])('gives every link back to the byte where %s', async (_how, harm) => {
    harm();
    const [before, record] = [await links(), recordOf()];
    const operation = await reattach();
    expect(await links()).not.toEqual(before);
    const plan = await planUndoOf(world, operation);
    expect(plan.items[0]?.warnings).toEqual([
      'After this git does not find the worktree, as it was before.',
    ]);
    expect(await undoOf(world, operation)).toMatchObject({
      result: 'applied',
      why: expect.stringContaining('Every link of git’s is as it was.'),
    });
    expect(await links()).toEqual(before);
    expect(recordOf()).toEqual(record);
    expect((await planUndoOf(world, operation)).items[0]?.why).toBe('It is undone already.');
    await reattach();
  });

  it('removes the entry that was made, and keeps what was staged in it since', async () => {
    const { git, gitIn } = world.repository;
    const other = addInterruptedTask(world, { id: 'other' });
    rmSync(join(entries(), 'rollcall-login'), { recursive: true });
    const before = await links();
    const operation = await reattach();
    writeFileSync(join(task.path, 'readme.md'), 'staged since\n');
    gitIn(task.path, 'add', 'readme.md');
    const ref = (await planUndoOf(world, operation)).items[0]?.backup?.location ?? '';
    expect(await undoOf(world, operation)).toMatchObject({ result: 'applied' });
    expect(await links()).toEqual(before);
    expect(readFileSync(join(task.path, 'readme.md'), 'utf8')).toBe('staged since\n');
    expect(gitIn(other.path, 'status', '--porcelain')).toBe('');
    const refs = git('for-each-ref', '--format=%(refname)', 'refs/rollcall').trim().split('\n');
    expect(refs).toHaveLength(1);
    expect(git('show', `${refs[0]}:readme.md`)).toBe('staged since\n');
    expect(ref).toMatch(/^refs\/rollcall\/backups\//);
  });

  it('deletes the branch that was made with that entry, unless it was moved since', async () => {
    const { git, gitIn } = world.repository;
    const lose = () => {
      rmSync(join(entries(), 'rollcall-login'), { recursive: true });
      git('branch', '--quiet', '-D', 'rollcall/login');
    };
    const branch = () => git('branch', '--list', 'rollcall/login');
    lose();
    expect(await undoOf(world, await reattach())).toMatchObject({ result: 'applied' });
    expect(branch()).toBe('');
    const operation = await reattach();
    gitIn(task.path, 'commit', '--quiet', '--allow-empty', '--message=since');
    expect(await undoOf(world, operation)).toMatchObject({ result: 'applied' });
    expect(branch()).toContain('rollcall/login');
  });

  it('gives the old place of a moved worktree back to git and to its record', async () => {
    const gitdir = join(entries(), 'rollcall-login/gitdir');
    renameSync(task.path, `${task.path}-aside`);
    const before = readFileSync(gitdir, 'utf8');
    const operation = await reattach();
    expect(readFileSync(gitdir, 'utf8')).not.toBe(before);
    expect(await undoOf(world, operation)).toMatchObject({ result: 'applied' });
    expect(readFileSync(gitdir, 'utf8')).toBe(before);
    expect(recordOf()).toMatchObject({ path: task.path, git: { worktreePath: task.path } });
  });

  it('leaves a link alone that somebody has changed since', async () => {
    rmSync(dotGit());
    const operation = await reattach();
    writeFileSync(dotGit(), 'gitdir: /elsewhere\n');
    const [item] = (await planUndoOf(world, operation)).items;
    expect(item?.why).toBe(`${dotGit()} was changed since; it is left as it is.`);
  });

  it('is refused while a session is alive in it', async () => {
    looksElsewhere();
    const operation = await reattach();
    await actOn(world, 'resume', task.conditionId);
    expect((await planUndoOf(world, operation)).items[0]?.why).toContain('is at work in it');
  });
});
