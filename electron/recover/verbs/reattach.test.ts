import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { addInterruptedTask } from '#electron/recover/recovery-task.ts';
import {
  createRecoveryWorld,
  quietly,
  type RecoveryWorld,
} from '#electron/recover/recovery-world.ts';
import { undoTarget } from '#shared/domain/undo-target.ts';
import { valueOf } from '#shared/testing/value-of.ts';

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

  it.each([
    ['was overwritten', (link: string) => writeFileSync(link, 'garbage\n')],
    ['was deleted', (link: string) => rmSync(link)],
  ])('makes the .git anew that %s, and what was staged stays so', async (_how, harm) => {
    world = await createRecoveryWorld(rooms);
    const { gitIn } = world.repository;
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    writeFileSync(join(path, 'readme.md'), 'staged\n');
    gitIn(path, 'add', 'readme.md');
    harm(join(path, '.git'));
    expect(await world.apply(await world.plan('reattach', conditionId))).toMatchObject({
      result: 'applied',
    });
    expect(gitIn(path, 'status', '--porcelain')).toBe('M  readme.md\n');
  });

  it('does not try where git would not write over what is there', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    rmSync(join(path, '.git'));
    mkdirSync(join(path, '.git'));
    const [item] = (await world.plan('reattach', conditionId)).items;
    expect(item?.why).toContain('is a directory and no repository; clean it up');
  });

  it('mends the link of a worktree whose repository was moved', async () => {
    world = await createRecoveryWorld(rooms);
    const { root, gitIn } = world.repository;
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    const other = addInterruptedTask(world, { id: 'other' });
    writeFileSync(join(path, 'readme.md'), 'staged\n');
    gitIn(path, 'add', 'readme.md');
    // It was elsewhere, where its worktree still looks for it, and has come to where it is recorded.
    renameSync(root, `${root}-before`);
    gitIn(`${root}-before`, 'worktree', 'repair', path);
    renameSync(`${root}-before`, root);
    expect(() => gitIn(path, 'status')).toThrow();
    const plan = await world.plan('reattach', conditionId);
    expect(plan.items[0]?.loses).toEqual([]);
    expect(await world.apply(plan)).toMatchObject({ result: 'applied' });
    expect(gitIn(path, 'status', '--porcelain')).toBe('M  readme.md\n');
    // Git does not mend one without the others, as the plan says.
    expect(plan.items[0]?.steps[0]?.describe).toContain('other worktrees too');
    expect(gitIn(other.path, 'status', '--porcelain')).toBe('');
  });

  it('is refused while git would take the worktree of another repository along', async () => {
    world = await createRecoveryWorld(rooms);
    const { git, gitIn, folder, root } = world.repository;
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    const taken = world.repository.addWorktree('taken');
    rmSync(taken, { recursive: true });
    git('clone', '--quiet', root, join(folder, 'clone'));
    gitIn(join(folder, 'clone'), 'worktree', 'add', '--quiet', '-b', 'taken', taken);
    writeFileSync(join(path, '.git'), `gitdir: ${root}-before/.git/worktrees/rollcall-login\n`);
    const [item] = (await world.plan('reattach', conditionId)).items;
    expect(item?.why).toContain(`Git would take ${taken} along`);
    rmSync(join(root, '.git/worktrees/taken'), { recursive: true });
    expect((await world.plan('reattach', conditionId)).items[0]?.eligible).toBe(true);
  });

  it('makes no entry for a directory whose link leads nowhere and that git does not list', async () => {
    world = await createRecoveryWorld(rooms);
    const { root } = world.repository;
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    writeFileSync(join(path, '.git'), `gitdir: ${root}-before/.git/worktrees/rollcall-login\n`);
    rmSync(join(root, '.git/worktrees/rollcall-login'), { recursive: true });
    const [item] = (await world.plan('reattach', conditionId)).items;
    expect(item?.why).toContain('leads nowhere');
    expect((await world.plan('clean_up', conditionId)).items[0]?.eligible).toBe(true);
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

  it.each([
    ['with git', true],
    ['by hand', false],
  ] as const)(
    'follows a worktree that was moved %s, and its record with it',
    async (_how, isGit) => {
      world = await createRecoveryWorld(rooms);
      const { git, gitIn, folder } = world.repository;
      const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
      writeFileSync(join(path, 'readme.md'), 'staged\n');
      gitIn(path, 'add', 'readme.md');
      const to = isGit ? join(folder, 'elsewhere') : `${path}-aside`;
      if (isGit) git('worktree', 'move', path, to);
      else renameSync(path, to);
      for (const verb of ['resume', 'restart', 'recreate'] as const)
        expect((await world.plan(verb, conditionId)).items[0]?.why).toContain(`is in ${to} now`);
      const plan = await world.plan('reattach', conditionId);
      expect(plan.items[0]?.steps).toHaveLength(isGit ? 1 : 2);
      expect(await world.apply(plan)).toMatchObject({
        result: 'applied',
        why: `Git lists ${to} again.`,
      });
      expect(world.deps.store.get('environment', 'env-login')?.record).toMatchObject({
        path: to,
        git: { worktreePath: to },
        recoveryStatus: 'reconciled',
      });
      expect(git('worktree', 'list')).toContain(to);
      expect(gitIn(to, 'status', '--porcelain')).toBe('M  readme.md\n');
      expect((await world.plan('resume', conditionId)).items[0]?.eligible).toBe(true);
    },
  );

  it('takes the new path back from the record when a move is undone', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    renameSync(path, `${path}-aside`);
    const plan = await world.plan('reattach', conditionId);
    const done = valueOf(await world.recovery.apply(plan.planId, plan.fingerprint, quietly));
    const undo = await world.plan('undo', undoTarget(done.operationId, conditionId));
    expect(await world.apply(undo)).toMatchObject({ result: 'applied' });
    const { record } = world.deps.store.get('environment', 'env-login') ?? {};
    expect([record?.path, record?.git?.worktreePath]).toEqual([path, path]);
  });

  it('does not follow to a place that is recorded as another environment', async () => {
    world = await createRecoveryWorld(rooms);
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    const to = `${path}-aside`;
    addInterruptedTask(world, { id: 'other', environment: { path: to } });
    renameSync(path, to);
    const [item] = (await world.plan('reattach', conditionId)).items;
    expect(item?.why).toContain('recorded as environment env-other');
  });
});
