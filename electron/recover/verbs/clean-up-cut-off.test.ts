import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
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

it.each([
  ['names no git directory', (link: string) => writeFileSync(link, 'garbage\n')],
  ['is gone', (link: string) => rmSync(link)],
  [
    'is an empty directory',
    (link: string) => {
      rmSync(link);
      mkdirSync(link);
    },
  ],
])(
  'cleans a listed worktree up whose .git %s, and keeps what only its entry names',
  async (_how, harm) => {
    world = await createRecoveryWorld(rooms);
    const { repository, recovery } = world;
    const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
    const git = (...args: string[]) => repository.gitIn(path, ...args).trim();
    writeFileSync(join(path, 'staged.txt'), 'staged, then changed');
    git('add', '.');
    const staged = git('rev-parse', ':staged.txt');
    writeFileSync(join(path, 'staged.txt'), 'changed');
    git('commit', '--quiet', '--allow-empty', '--message=Given up');
    const givenUp = git('rev-parse', 'HEAD');
    git('reset', '--quiet', '--soft', 'HEAD~1');
    git('commit', '--quiet', '--allow-empty', '--message=Kept');
    harm(join(path, '.git'));
    const plan = await world.plan('clean_up', conditionId);
    expect(plan.items[0]).toMatchObject({ eligible: true, loses: [] });
    const applied = valueOf(await recovery.apply(plan.planId, plan.fingerprint, quietly));
    expect(applied.items).toMatchObject([{ result: 'applied' }]);
    expect([existsSync(path), repository.git('worktree', 'list').includes(path)]).toEqual([
      false,
      false,
    ]);
    repository.git('reflog', 'expire', '--expire=now', '--all');
    repository.git('gc', '--quiet', '--prune=now');
    for (const id of [staged, givenUp]) repository.git('cat-file', '-e', id);
    const undo = await world.plan('undo', undoTarget(applied.operationId, conditionId));
    expect(await world.apply(undo)).toMatchObject({ result: 'applied' });
    expect(readFileSync(join(path, 'staged.txt'), 'utf8')).toBe('changed');
    expect(repository.git('worktree', 'list')).toContain(path);
  },
);

it('keeps of a detached worktree that is gone its commit, and says no more than that', async () => {
  world = await createRecoveryWorld(rooms);
  const { repository } = world;
  const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
  const git = (...args: string[]) => repository.gitIn(path, ...args).trim();
  git('checkout', '--quiet', '--detach');
  git('commit', '--quiet', '--allow-empty', '--message=only here');
  const commit = git('rev-parse', 'HEAD');
  rmSync(path, { recursive: true });
  const plan = await world.plan('clean_up', conditionId);
  const { keeps, steps, backup } = plan.items[0] ?? {};
  const ref = backup?.location ?? '';
  expect(keeps).toEqual([`Commit ${commit}, in ${ref}`]);
  expect(steps?.[0]).toEqual({
    describe: "Keep the commit that only git's entry names",
    command: ['git', '-C', repository.root, 'update-ref', '--no-deref', ref, commit],
  });
  expect(await world.apply(plan)).toMatchObject({ result: 'applied' });
  expect(repository.git('rev-parse', ref).trim()).toBe(commit);
});

it('keeps what was staged in a worktree that is gone, and promises no undo of it', async () => {
  world = await createRecoveryWorld(rooms);
  const { repository } = world;
  const { path, conditionId } = addInterruptedTask(world, { id: 'login' });
  writeFileSync(join(path, 'staged.txt'), 'staged, and the only copy');
  repository.gitIn(path, 'add', '.');
  rmSync(path, { recursive: true });
  const plan = await world.plan('clean_up', conditionId);
  const ref = plan.items[0]?.backup?.location ?? '';
  expect(plan.items[0]?.keeps[0]).toBe(`HEAD and what is staged, in ${ref}`);
  expect(plan.undo).toEqual({ why: 'Its directory is gone already, and would not come back.' });
  const done = await world.apply(plan);
  expect(done).toMatchObject({ result: 'applied' });
  expect(done.why).toMatch(/was gone already; git's entry of it is in /u);
  expect(repository.git('show', `${ref}:staged.txt`)).toBe('staged, and the only copy');
});
