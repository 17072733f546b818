import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { addInterruptedTask, type InterruptedTask } from '#electron/recover/recovery-task.ts';
import {
  conditionAbout,
  createRecoveryWorld,
  type RecoveryWorld,
} from '#electron/recover/recovery-world.ts';
import { actOn, planUndoOf, undoOf } from '#electron/recover/testing/act-and-undo.ts';
import type { Operation } from '#shared/domain/plan.ts';

let world: RecoveryWorld;
let task: InterruptedTask;
beforeEach(async () => {
  world = await createRecoveryWorld(rooms);
  task = addInterruptedTask(world, { id: 'login', task: { approvalRequired: true } });
});
afterEach(() => world.close());

const git = (...args: string[]): string => world.repository.gitIn(task.path, ...args);
const write = (name: string, content: string | Buffer): void =>
  writeFileSync(join(task.path, name), content);
const read = (name: string): string => readFileSync(join(task.path, name), 'latin1');
const restart = (): Promise<Operation> => actOn(world, 'restart', task.conditionId);

describe('what is given back from a private ref', () => {
  it('leaves a file that is ignored by now, though the rules that come back do not', async () => {
    write('notes.txt', 'of the first attempt');
    const restarted = await restart();
    write('.gitignore', '.env\n');
    git('add', '.');
    git('commit', '--quiet', '--message=rules');
    write('.env', 'the only copy');
    expect(await undoOf(world, restarted)).toMatchObject({ result: 'applied' });
    expect(existsSync(join(task.path, '.gitignore'))).toBe(false);
    expect(read('notes.txt')).toBe('of the first attempt');
    expect(read('.env')).toBe('the only copy');
  });

  it('leaves what lies behind a link that took the place of a folder', async () => {
    write('notes.txt', 'of the first attempt');
    const restarted = await restart();
    mkdirSync(join(task.path, 'data'));
    write('data/rows.csv', 'tracked');
    git('add', '.');
    git('commit', '--quiet', '--message=data');
    const outside = join(world.repository.folder, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'rows.csv'), 'of somebody else');
    rmSync(join(task.path, 'data'), { recursive: true });
    symlinkSync(outside, join(task.path, 'data'));
    expect(await undoOf(world, restarted)).toMatchObject({ result: 'applied' });
    expect(existsSync(join(task.path, 'data'))).toBe(false);
    expect(readFileSync(join(outside, 'rows.csv'), 'utf8')).toBe('of somebody else');
  });

  it('is open to nobody to whom it was closed', async () => {
    const modes = { 'tokens.txt': 0o600, 'readme.md': 0o640, 'run.sh': 0o700, 'fixed.txt': 0o444 };
    for (const name of ['tokens.txt', 'run.sh', 'fixed.txt']) write(name, 'of the first attempt');
    for (const [name, mode] of Object.entries(modes)) chmodSync(join(task.path, name), mode);
    const restarted = await restart();
    expect(await undoOf(world, restarted)).toMatchObject({ result: 'applied' });
    for (const [name, mode] of Object.entries(modes))
      expect([name, statSync(join(task.path, name)).mode & 0o777]).toEqual([name, mode]);
  });

  it('is the same to the byte where git would convert its line ends and it is no UTF-8', async () => {
    write('.gitattributes', '*.txt text eol=crlf\n');
    git('add', '.');
    git('commit', '--quiet', '--message=rules');
    const bytes = Buffer.from('caf\u00E9\r\nth\u00E9\n', 'latin1');
    write('menu.txt', bytes);
    chmodSync(join(task.path, 'menu.txt'), 0o755);
    git('add', 'menu.txt');
    const status = git('status', '--porcelain');
    const restarted = await restart();
    expect(await undoOf(world, restarted)).toMatchObject({ result: 'applied' });
    expect(read('menu.txt')).toBe(bytes.toString('latin1'));
    expect(statSync(join(task.path, 'menu.txt')).mode & 0o111).toBe(0o111);
    expect(git('status', '--porcelain')).toBe(status);
  });
});

describe('what was there before', () => {
  it('is said to be in a backup only once it is', async () => {
    let isFull = false;
    const made = await createRecoveryWorld(rooms, ({ runGit }) => ({
      runGit: (request) =>
        isFull && request.args[0] === 'commit-tree'
          ? Promise.resolve({
              ok: false,
              error: { kind: 'git_failed', message: 'No space left on device', exitCode: 128 },
            })
          : runGit(request),
    }));
    await world.close();
    world = made;
    task = addInterruptedTask(world, { id: 'login', task: { approvalRequired: true } });
    write('notes.txt', 'of the first attempt');
    const restarted = await restart();
    isFull = true;
    const item = await undoOf(world, restarted);
    expect(item?.why).toContain('nothing was changed: No space left on device');
    expect(item).toMatchObject({ result: 'failed' });
    expect(item).not.toHaveProperty('backup');
  });
});

describe('the branch that a backup was on', () => {
  /** A worktree that was on another branch, and was switched back; gives the operation. */
  async function switchBack(): Promise<Operation> {
    git('checkout', '--quiet', '-b', 'side');
    git('commit', '--quiet', '--allow-empty', '--message=on the side');
    const about = { kind: 'environment', id: 'env-login' } as const;
    const id = world.list(conditionAbout(about, world.repository.root));
    return actOn(world, 'switch_back', id);
  }
  const tip = (branch: string): string => world.repository.git('rev-parse', branch).trim();

  it('stays where it is while another worktree works on it, and the plan says so', async () => {
    const switched = await switchBack();
    const before = tip('side');
    const other = join(world.repository.folder, 'other');
    world.repository.git('worktree', 'add', '--quiet', other, 'side');
    world.repository.gitIn(other, 'commit', '--quiet', '--allow-empty', '--message=more');
    const after = tip('side');
    expect((await planUndoOf(world, switched)).items[0]?.warnings).toEqual([
      `It comes back detached: branch side is checked out in ${other}.`,
    ]);
    expect(await undoOf(world, switched)).toMatchObject({ result: 'applied' });
    expect(tip('side')).toBe(after);
    expect(git('rev-parse', 'HEAD').trim()).toBe(before);
    expect(git('branch', '--show-current')).toBe('');
  });

  it('stays where it is when it has commits since that nothing else names', async () => {
    const switched = await switchBack();
    const other = join(world.repository.folder, 'other');
    world.repository.git('worktree', 'add', '--quiet', other, 'side');
    world.repository.gitIn(other, 'commit', '--quiet', '--allow-empty', '--message=more');
    world.repository.git('worktree', 'remove', other);
    const after = tip('side');
    expect((await planUndoOf(world, switched)).items[0]?.warnings[0]).toContain(
      'It comes back detached: branch side has other commits by now',
    );
    expect(await undoOf(world, switched)).toMatchObject({ result: 'applied' });
    expect(tip('side')).toBe(after);
  });

  it('is back where it was when its commits since are those that were kept first', async () => {
    git('commit', '--quiet', '--allow-empty', '--message=of the first attempt');
    const before = tip('rollcall/login');
    const restarted = await restart();
    git('commit', '--quiet', '--allow-empty', '--message=of the second');
    expect((await planUndoOf(world, restarted)).items[0]?.warnings).toEqual([]);
    expect(await undoOf(world, restarted)).toMatchObject({ result: 'applied' });
    expect(tip('rollcall/login')).toBe(before);
    expect(git('branch', '--show-current')).toBe('rollcall/login\n');
  });
});
