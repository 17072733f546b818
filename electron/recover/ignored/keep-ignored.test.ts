import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { homePaths } from '#electron/platform/home.ts';
import { digestTree } from '#electron/recover/backup/copy-whole.ts';
import { addInterruptedTask } from '#electron/recover/recovery-task.ts';
import {
  conditionAbout,
  createRecoveryWorld,
  type RecoveryWorld,
} from '#electron/recover/recovery-world.ts';
import { actOn, planUndoOf, undoOf } from '#electron/recover/testing/act-and-undo.ts';
import { backupTarget } from '#shared/domain/backup.ts';
import type { Operation } from '#shared/domain/plan.ts';
import { undoTarget } from '#shared/domain/undo-target.ts';

let world: RecoveryWorld;
let path: string;
let task: string;
let lateMs = 0;
const chosen = { keepIgnored: true } as const;
const read = (name: string) => readFileSync(join(path, name), 'utf8');
const write = (name: string, text: string) => writeFileSync(join(path, name), text);
const git = (...args: string[]) => world.repository.gitIn(path, ...args);

/** A worktree that ignores more than its base: `readme.md`, which the base has, `.env` and a folder. */
beforeEach(async () => {
  lateMs = 0;
  world = await createRecoveryWorld(rooms, ({ clock }) => ({
    clock: { ...clock, nowMs: () => clock.nowMs() + lateMs },
  }));
  const added = addInterruptedTask(world, { id: 'login', task: { approvalRequired: true } });
  path = added.path;
  task = added.conditionId;
  git('rm', '--quiet', '--cached', 'readme.md');
  write('.gitignore', 'readme.md\n.env\nbuild/\n');
  git('add', '.gitignore');
  git('commit', '--quiet', '--message=ignore it');
  write('readme.md', 'the only copy');
  write('.env', 'SECRET=1\n');
  chmodSync(join(path, '.env'), 0o640);
  mkdirSync(join(path, 'build', 'empty'), { recursive: true });
  write('build/tool', 'built');
  chmodSync(join(path, 'build/tool'), 0o755);
  symlinkSync('nowhere', join(path, 'build/link'));
  mkdirSync(join(path, 'build/locked'));
  write('build/locked/in', 'inside');
  writeFileSync(Buffer.concat([Buffer.from(`${path}/build/`), Buffer.from([0xff, 0xfe])]), 'odd');
  utimesSync(join(path, 'build/tool'), 1_700_000_000, 1_700_000_000);
  chmodSync(join(path, 'build/locked'), 0o555);
});
afterEach(() => world.close());

const restart = (): Promise<Operation> => actOn(world, 'restart', task, chosen);
const listed = async () => (await world.recovery.backups()).find((one) => one.path === path);

describe('ignored files in a plan', () => {
  it('are listed with their number, size and names, and stay unless they are chosen', async () => {
    const plan = await world.recovery.plan('restart', [task]);
    expect(plan.items[0]).toMatchObject({
      eligible: false,
      ignored: {
        files: 6,
        isKept: false,
        isPartial: false,
        names: ['.env', 'build/', 'readme.md'],
      },
    });
    expect(plan.items[0]?.why).toContain('(readme.md); move that away first, or choose to keep');
    rmSync(join(path, 'readme.md'));
    const without = await world.recovery.plan('restart', [task]);
    expect(without.items[0]?.keeps.join()).toMatch(/\(5 files, .*\.env.*\), where they are/);
    expect(await world.apply(without)).toMatchObject({ result: 'applied' });
    expect(readdirSync(world.home)).not.toContain('backups');
    expect(read('.env')).toBe('SECRET=1\n');
  });

  it('belong to the plan when they are chosen: where they go, and in its fingerprint', async () => {
    const plan = await world.recovery.plan('restart', [task], chosen);
    const [item] = plan.items;
    expect(item).toMatchObject({ eligible: true, ignored: { isKept: true } });
    expect(item?.preconditions).toContainEqual({ fact: 'keep ignored files', value: 'yes' });
    expect(item?.backup?.ignored).toBe(
      join(homePaths(world.home).backups, item?.backup?.location.split('/').at(-1) ?? ''),
    );
    expect(item?.keeps.join()).toContain(`in ${item?.backup?.ignored}`);
  });
});

describe('a restart that keeps ignored files', () => {
  it('goes on where git writes over one, and its undo brings every one back', async () => {
    const before = await digestTree(path);
    const modes = ['.env', 'build/tool', 'build/locked'].map((name) => lstatSync(join(path, name)));
    const done = await restart();
    expect(read('readme.md')).not.toBe('the only copy');
    rmSync(join(path, 'build'), { recursive: true });
    write('.env', 'SECRET=of the next one\n');
    expect(await undoOf(world, done)).toMatchObject({ result: 'applied' });
    expect(await digestTree(path)).toBe(before);
    expect(readlinkSync(join(path, 'build/link'))).toBe('nowhere');
    const after = ['.env', 'build/tool', 'build/locked'].map((name) => lstatSync(join(path, name)));
    expect(after.map(({ mode }) => mode)).toEqual(modes.map(({ mode }) => mode));
    expect(after[1]?.mtimeMs).toBe(1_700_000_000_000);
    expect(git('status', '--porcelain')).toBe('');
  });

  it('keeps them in a private folder, which is told with its size', async () => {
    await restart();
    const kept = await listed();
    expect(kept).toMatchObject({ kind: 'git_ref', ignored: { files: 6 } });
    expect(kept?.bytes).toBe(kept?.ignored?.bytes);
    const location = kept?.ignored?.location ?? '';
    expect(readFileSync(join(location, 'ignored', 'readme.md'), 'utf8')).toBe('the only copy');
    expect(lstatSync(join(location, '..')).mode & 0o077).toBe(0);
  });

  it('does nothing when there is no room for them', async () => {
    // Eight terabytes that take none of the disk.
    write('build/large', '');
    truncateSync(join(path, 'build/large'), 2 ** 43);
    const [item] = (await world.recovery.plan('restart', [task], chosen)).items;
    expect(item?.why).toMatch(/What git ignores cannot be kept: .* nearly full: .* 8\.8 TB needed/);
  });

  it('does nothing when one of them is no file', async () => {
    execFileSync('mkfifo', [join(path, 'build/pipe')]);
    const [item] = (await world.recovery.plan('restart', [task], chosen)).items;
    expect(item?.why).toContain('(build/pipe)');
  });
});

describe('a restore of ignored files', () => {
  /** The backup of a restart, and other ignored files made since. */
  async function makeOthers(): Promise<string> {
    rmSync(join(path, 'readme.md'));
    write('build/tool', 'built again');
    git('commit', '--quiet', '--allow-empty', '--message=more');
    const kept = await listed();
    return backupTarget(kept?.id ?? '');
  }

  it('is refused with the path where another lies there, unless that is kept as well', async () => {
    git('checkout', '--quiet', '-b', 'elsewhere');
    const id = world.list(
      conditionAbout({ kind: 'environment', id: 'env-login' }, world.repository.root),
    );
    await actOn(world, 'switch_back', id, chosen);
    const target = await makeOthers();
    const plan = await world.recovery.plan('restore', [target]);
    expect(plan.items[0]).toMatchObject({ eligible: false, ignored: { isKept: false } });
    expect(plan.items[0]?.why).toContain('(build/tool)');
    const done = await actOn(world, 'restore', target, chosen);
    expect(read('build/tool')).toBe('built');
    expect(read('readme.md')).toBe('the only copy');
    const { ignored = '' } = done.items[0]?.backup ?? {};
    expect(readFileSync(join(ignored, 'ignored/build/tool'), 'utf8')).toBe('built again');
  });

  it('gives them back at another path too', async () => {
    await restart();
    const target = backupTarget((await listed())?.id ?? '');
    const to = join(world.repository.folder, 'elsewhere');
    await actOn(world, 'restore', target, { to });
    expect(readFileSync(join(to, 'readme.md'), 'utf8')).toBe('the only copy');
    expect(lstatSync(join(to, 'build/empty')).isDirectory()).toBe(true);
  });

  it('can be chosen with an undo too, where what was done did not need it', async () => {
    rmSync(join(path, 'readme.md'));
    rmSync(join(path, 'build'), { recursive: true });
    const done = await actOn(world, 'restart', task);
    writeFileSync(join(world.repository.root, '.git/info/exclude'), '.gitignore\n');
    write('.gitignore', 'only here');
    const undo = undoTarget(done.operationId, task);
    const [refused] = (await world.recovery.plan('undo', [undo])).items;
    expect(refused).toMatchObject({ eligible: false, ignored: { isKept: false } });
    expect(refused?.why).toContain('(.gitignore); move that away first, or choose to keep');
    const undone = await actOn(world, 'undo', undo, chosen);
    expect(read('.gitignore')).toContain('build/');
    const { ignored = '' } = undone.items[0]?.backup ?? {};
    expect(readFileSync(join(ignored, 'ignored/.gitignore'), 'utf8')).toBe('only here');
  });

  it('leaves them after an undo where only the restart’s commit did not ignore them', async () => {
    rmSync(join(path, 'readme.md'));
    rmSync(join(path, 'build'), { recursive: true });
    const done = await actOn(world, 'restart', task);
    expect(git('status', '--porcelain')).toBe('?? .env\n');
    write('since.txt', 'untracked');
    expect(await undoOf(world, done)).toMatchObject({ result: 'applied' });
    expect(read('.env')).toBe('SECRET=1\n');
    expect(existsSync(join(path, 'since.txt'))).toBe(false);
  });

  it('writes nothing through a link that has taken the place of a folder', async () => {
    const done = await restart();
    rmSync(join(path, 'build'), { recursive: true });
    const outside = join(world.repository.folder, 'outside');
    mkdirSync(outside);
    symlinkSync(outside, join(path, 'build'));
    expect(await undoOf(world, done)).toMatchObject({ result: 'applied' });
    expect(readdirSync(outside)).toEqual([]);
    expect(read('build/tool')).toBe('built');
  });

  it('is refused when what was kept is not as it was', async () => {
    const done = await restart();
    const location = (await listed())?.ignored?.location ?? '';
    writeFileSync(join(location, 'ignored/.env'), 'SECRET=2\n');
    rmSync(join(path, 'build'), { recursive: true });
    const item = await undoOf(world, done);
    expect(item?.why).toContain('is not what was kept there any more');
    expect(read('readme.md')).not.toBe('the only copy');
    rmSync(location, { recursive: true });
    expect((await planUndoOf(world, done)).items[0]?.why).toContain('which is gone');
  });
});

describe('ignored files that are kept', () => {
  it('go with their ref when their time is over, with a row in the audit', async () => {
    await restart();
    const location = (await listed())?.ignored?.location ?? '';
    expect(existsSync(location)).toBe(true);
    lateMs = 31 * 86_400_000;
    expect(await world.recovery.expire()).toBe(1);
    expect(existsSync(location)).toBe(false);
    expect(world.repository.git('for-each-ref', 'refs/rollcall/')).toBe('');
    expect(world.audited().at(-1)).toMatchObject({ verb: 'backup_expired', result: 'applied' });
  });

  it('are told of, and go on their date, when their ref was removed by somebody else', async () => {
    await restart();
    const kept = await listed();
    world.repository.git('update-ref', '-d', kept?.location ?? '');
    expect((await listed())?.obstacle).toContain(kept?.ignored?.location);
    lateMs = 31 * 86_400_000;
    expect(await world.recovery.expire()).toBe(1);
    expect(await world.recovery.backups()).toEqual([]);
  });
});
