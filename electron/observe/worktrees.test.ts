import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { WorktreeEntry } from '#shared/domain/observation.ts';
import { createManualClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import {
  createTestingRepository,
  withoutRights,
  writeText,
  type TestingRepository,
} from '#electron/platform/testing-repository.ts';
import { parseWorktreeList } from './parse-worktree-list.ts';
import { observeRepository } from './worktrees.ts';

const clock = createManualClock(0);
const eyes = {
  runGit: createGitRunner(),
  clock,
  observeProcess: async () => ({ kind: 'absent', observedAt: clock.now() }) as const,
};
let repository: TestingRepository;
beforeEach(() => {
  repository = createTestingRepository();
});
afterEach(() => repository.remove());

const look = (root = repository.root) => observeRepository(eyes, root);

async function entryAt(path: string): Promise<WorktreeEntry | undefined> {
  const reading = await look();
  if (reading.kind !== 'read') throw new Error(reading.why);
  return reading.worktrees.find((entry) => entry.path === path);
}

/** Makes a conflict: branch `side` and main change the same line. Leaves `side` checked out at `path`. */
function prepareConflict(): string {
  const path = repository.addWorktree('side');
  writeText(join(path, 'readme.md'), 'side\n');
  repository.gitIn(path, 'commit', '--quiet', '--all', '--message=side');
  writeText(join(repository.root, 'readme.md'), 'main\n');
  repository.git('commit', '--quiet', '--all', '--message=main');
  return path;
}

it('lists every worktree with branch, commit and own git directory, and all branches', async () => {
  const { root, git } = repository;
  const path = repository.addWorktree('fix', 'feature/fix');
  const head = git('rev-parse', 'HEAD').trim();
  const reading = await look();
  expect(reading).toMatchObject({
    kind: 'read',
    repoRoot: root,
    gitDir: join(root, '.git'),
    branches: { main: head, 'feature/fix': head },
    observedAt: eyes.clock.now(),
  });
  expect(await entryAt(root)).toMatchObject({ isMain: true, branch: 'main', head });
  expect(await entryAt(path)).toMatchObject({
    isMain: false,
    branch: 'feature/fix',
    realPath: path,
    adminDir: join(root, '.git', 'worktrees', 'fix'),
    isDetached: false,
  });
});

it.each(['with\nnewline', '-rf', 'naïve 日本', '"quoted"', "it's", 'worktree \n\nlocked'])(
  'is not confused by a worktree called %j',
  async (name) => {
    const path = repository.addWorktree(name, 'side');
    const entry = await entryAt(path);
    expect(entry).toMatchObject({ path, branch: 'side', realPath: path });
    expect(entry?.adminDir).toBeDefined();
  },
);

it('sees that a directory is missing, also when its worktree is locked', async () => {
  const gone = repository.addWorktree('gone');
  const locked = repository.addWorktree('locked');
  repository.git('worktree', 'lock', '--reason', 'run 41\nstill alive', locked);
  for (const path of [gone, locked]) rmSync(path, { recursive: true });
  const goneEntry = await entryAt(gone);
  expect(goneEntry?.realPath).toBeUndefined();
  expect(goneEntry?.prunable).toContain('non-existent');
  const lockedEntry = await entryAt(locked);
  expect(lockedEntry).toMatchObject({ locked: { reason: 'run 41\nstill alive' } });
  expect(lockedEntry?.lockHolder).toEqual({ kind: 'unnamed' });
  expect(lockedEntry?.prunable).toBeUndefined();
  expect(lockedEntry?.adminDir).toContain('worktrees/locked');
});

it('looks at the process that a lock names', async () => {
  const path = repository.addWorktree('held');
  repository.git('worktree', 'lock', '--reason', 'agent (pid 41, start 7)', path);
  expect((await entryAt(path))?.lockHolder).toMatchObject({
    kind: 'named',
    pid: 41,
    process: { kind: 'absent' },
  });
});

it('knows the branch that is being rebased, though git calls it detached', async () => {
  const path = prepareConflict();
  expect(() => repository.gitIn(path, 'rebase', 'main')).toThrow();
  expect(await entryAt(path)).toMatchObject({
    isDetached: true,
    branch: 'side',
    operation: 'rebase',
  });
});

it('knows a rebase that applies patches, and one of no branch', async () => {
  const path = prepareConflict();
  expect(() => repository.gitIn(path, 'rebase', '--apply', 'main')).toThrow();
  expect(await entryAt(path)).toMatchObject({ branch: 'side', operation: 'rebase' });
  repository.gitIn(path, 'rebase', '--abort');
  repository.gitIn(path, 'checkout', '--quiet', '--detach');
  expect(() => repository.gitIn(path, 'rebase', 'main')).toThrow();
  const entry = await entryAt(path);
  expect(entry).toMatchObject({ isDetached: true, operation: 'rebase' });
  expect(entry?.branch).toBeUndefined();
});

it.each([
  ['merge', 'merge'],
  ['cherry_pick', 'cherry-pick'],
] as const)('sees a %s under way', async (operation, command) => {
  const path = prepareConflict();
  expect(() => repository.gitIn(path, command, 'main')).toThrow();
  expect(await entryAt(path)).toMatchObject({ operation, branch: 'side', isDetached: false });
});

it('sees a revert and a bisect under way, and where the bisect goes back to', async () => {
  const path = prepareConflict();
  writeText(join(path, 'readme.md'), 'again\n');
  repository.gitIn(path, 'commit', '--quiet', '--all', '--message=again');
  expect(() => repository.gitIn(path, 'revert', '--no-edit', 'HEAD~1')).toThrow();
  expect(await entryAt(path)).toMatchObject({ operation: 'revert' });
  repository.gitIn(path, 'revert', '--abort');
  repository.gitIn(path, 'bisect', 'start', 'HEAD', 'HEAD~2');
  expect(await entryAt(path)).toMatchObject({ operation: 'bisect', branch: 'side' });
});

it('tells since when the index is locked', async () => {
  const path = repository.addWorktree('side');
  writeText(join(repository.root, '.git', 'worktrees', 'side', 'index.lock'), '');
  expect((await entryAt(path))?.indexLockedSince).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect((await entryAt(repository.root))?.indexLockedSince).toBeUndefined();
});

it('finds the repository through a link, from a linked worktree, and when it is bare', async () => {
  const { folder, root } = repository;
  symlinkSync(root, join(folder, 'link'));
  const side = repository.addWorktree('side');
  for (const path of [join(folder, 'link'), side])
    expect(await look(path)).toMatchObject({ kind: 'read', gitDir: join(root, '.git') });
  repository.git('clone', '--quiet', '--bare', root, join(folder, 'bare'));
  const bare = await look(join(folder, 'bare'));
  expect(bare).toMatchObject({ kind: 'read', worktrees: [{ isBare: true, isMain: true }] });
});

it('says unknown, never “no worktrees”, when it could not look', async () => {
  const { folder, root, git } = repository;
  mkdirSync(join(folder, 'plain'));
  for (const path of [join(folder, 'plain'), join(folder, 'nowhere'), join(root, '.git', 'HEAD')])
    expect(await look(path)).toMatchObject({ kind: 'unknown', repoRoot: path });
  writeText(join(root, '.git', 'config'), '[core\n');
  expect(await look()).toMatchObject({ kind: 'unknown', why: expect.stringContaining('config') });
  expect(() => git('status')).toThrow();
});

it('says unknown when it may not read the repository', async () => {
  chmodSync(repository.root, 0o000);
  const reading = await withoutRights(() => look());
  chmodSync(repository.root, 0o700);
  expect(reading).toMatchObject({ kind: 'unknown' });
});

it('does not take a repository around the folder for the one it was asked about', async () => {
  const inner = join(repository.root, 'inner');
  mkdirSync(inner);
  expect(await look(inner)).toMatchObject({ kind: 'unknown' });
  renameSync(join(repository.root, '.git', 'HEAD'), join(repository.root, '.git', 'HEAD.bad'));
  expect(await look()).toMatchObject({ kind: 'unknown' });
});

it('changes nothing while it looks', async () => {
  const path = repository.addWorktree('gone');
  rmSync(path, { recursive: true });
  await look();
  expect(existsSync(join(repository.root, '.git', 'worktrees', 'gone', 'HEAD'))).toBe(true);
});

it('believes nothing of a list that does not have the known form', () => {
  expect(parseWorktreeList('')).toBeUndefined();
  expect(parseWorktreeList('HEAD abc\0\0')).toBeUndefined();
  expect(parseWorktreeList('worktree /a\0HEAD abc\0')).toBeUndefined();
});
