import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { addInterruptedTask } from '#electron/recover/recovery-task.ts';
import {
  conditionAbout,
  createRecoveryWorld,
  quietly,
  type RecoveryWorld,
} from '#electron/recover/recovery-world.ts';
import { tipInReflog } from '#electron/recover/switch-back/last-tip.ts';
import { undoTarget } from '#shared/domain/undo-target.ts';
import { valueOf } from '#shared/testing/value-of.ts';

const branch = 'rollcall/login';
let world: RecoveryWorld;
let path: string;
let environment: string;
let tip: string;
beforeEach(async () => {
  world = await createRecoveryWorld(rooms);
  ({ path } = addInterruptedTask(world, { id: 'login', environment: { lease: undefined } }));
  const about = { kind: 'environment', id: 'env-login' } as const;
  environment = world.list(conditionAbout(about, world.repository.root));
  write('work.txt', 'work\n');
  git('add', 'work.txt');
  git('commit', '--quiet', '--message=Work');
  tip = git('rev-parse', 'HEAD');
});
afterEach(() => world.close());

const git = (...args: string[]): string => world.repository.gitIn(path, ...args).trim();
const write = (name: string, text: string) => writeFileSync(join(path, name), text);
const read = (name: string) => readFileSync(join(path, name), 'utf8');
const head = () => git('symbolic-ref', '--short', 'HEAD');
const whyNot = async () => (await world.plan('switch_back', environment)).items[0]?.why;

/** Switches back; gives a function that takes it back. */
async function switchBack(): Promise<() => Promise<void>> {
  const { planId, fingerprint, tier } = await world.plan('switch_back', environment);
  expect(tier).toBe(2);
  const applied = valueOf(await world.recovery.apply(planId, fingerprint, quietly));
  expect(applied.items).toMatchObject([{ result: 'applied' }]);
  const { operationId } = applied;
  return async () => {
    const undo = await world.plan('undo', undoTarget(operationId, environment));
    expect(await world.apply(undo)).toMatchObject({ result: 'applied' });
  };
}

describe('a worktree on another branch', () => {
  beforeEach(() => git('checkout', '--quiet', '-b', 'elsewhere', 'main'));

  it('is on its own again, and takes changed files along', async () => {
    write('readme.md', 'changed\n');
    write('new.txt', 'new\n');
    const undo = await switchBack();
    expect([head(), git('rev-parse', 'HEAD')]).toEqual([branch, tip]);
    expect([read('readme.md'), read('new.txt'), read('work.txt')]).toEqual([
      'changed\n',
      'new\n',
      'work\n',
    ]);
    await undo();
    expect(head()).toBe('elsewhere');
    expect([read('readme.md'), read('new.txt')]).toEqual(['changed\n', 'new\n']);
    expect(existsSync(join(path, 'work.txt'))).toBe(false);
  });

  it.each([
    ['a new file', () => write('work.txt', 'mine\n')],
    [
      'a file that git ignores',
      () => {
        write('.gitignore', 'work.txt\n');
        write('work.txt', 'mine\n');
      },
    ],
  ])('stays there while %s lies where its own branch has another', async (_what, lay) => {
    lay();
    expect(await whyNot()).toContain('work.txt');
  });

  it('stays there while its branch is checked out elsewhere', async () => {
    world.repository.git('checkout', '--quiet', branch);
    expect(await whyNot()).toContain(`checked out in ${world.repository.root}`);
  });

  it('stays there in the midst of an operation', async () => {
    git('merge', '--quiet', '--no-commit', '--no-ff', branch);
    expect(await whyNot()).toContain('half done');
  });

  it('is on its own again where that was deleted, as it was left', async () => {
    git('branch', '--quiet', '-D', branch);
    await switchBack();
    expect([head(), git('rev-parse', 'HEAD')]).toEqual([branch, tip]);
  });
});

describe('a worktree whose branch is gone', () => {
  it('has it again after it was deleted under it, and no file changes', async () => {
    write('readme.md', 'changed\n');
    git('update-ref', '-d', `refs/heads/${branch}`);
    const undo = await switchBack();
    expect([head(), git('rev-parse', 'HEAD')]).toEqual([branch, tip]);
    expect(git('status', '--porcelain')).toBe('M readme.md');
    await undo();
    expect(git('for-each-ref', `refs/heads/${branch}`)).toBe('');
    expect(read('readme.md')).toBe('changed\n');
  });

  it('has it again after it was renamed, and the other name stays', async () => {
    git('branch', '--move', 'renamed');
    await switchBack();
    expect([head(), git('rev-parse', 'HEAD'), git('rev-parse', 'renamed')]).toEqual([
      branch,
      tip,
      tip,
    ]);
  });

  it('does not lose it again by undo once somebody went on with it', async () => {
    git('update-ref', '-d', `refs/heads/${branch}`);
    const plan = await world.plan('switch_back', environment);
    const applied = await world.recovery.apply(plan.planId, plan.fingerprint, quietly);
    git('commit', '--quiet', '--allow-empty', '--message=On');
    const operation = applied.ok ? applied.value.operationId : '';
    const undo = await world.plan('undo', undoTarget(operation, environment));
    expect(undo.items[0]?.why).toContain('not where it was made again');
  });
});

describe('what HEAD’s reflog tells of a branch', () => {
  const id = (digit: string) => digit.repeat(40);
  const row = (before: string, after: string, what: string) =>
    `${id(before)} ${id(after)} A <a@b> 1 +0000\t${what}`;
  const log = [
    row('0', '1', ''),
    row('1', '2', 'commit: a'),
    row('2', '3', 'checkout: moving from b to c'),
    row('3', '4', 'commit: b'),
    row('4', '0', 'Branch: renamed refs/heads/e to refs/heads/f'),
    row('0', '4', 'Branch: renamed refs/heads/e to refs/heads/f'),
    row('4', '0', ''),
    '',
  ].join('\n');

  it.each([
    ['b', false, id('2')],
    ['c', true, id('4')],
    ['e', false, id('4')],
    ['d', false, undefined],
  ] as const)('%s, on it: %s', (of, isOnIt, told) => {
    expect(tipInReflog(log, of, isOnIt)).toBe(told);
  });
});
