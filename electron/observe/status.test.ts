import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createManualClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import {
  createTestingRepository,
  writeEvilProgram,
  writeText,
  type TestingRepository,
} from '#electron/platform/testing-repository.ts';
import { parseStatus } from './parse-status.ts';
import { observeStatus, type StatusQuestion } from './status.ts';

const eyes = { runGit: createGitRunner(), clock: createManualClock(0) };
let repository: TestingRepository;
beforeEach(() => {
  repository = createTestingRepository();
});
afterEach(() => repository.remove());

async function look(question: StatusQuestion) {
  const reading = await observeStatus(eyes, question);
  if (reading.kind !== 'read') throw new Error(reading.why);
  return reading;
}

it('calls a worktree clean only after it has looked', async () => {
  const head = repository.git('rev-parse', 'HEAD').trim();
  expect(await look({ path: repository.root })).toMatchObject({
    head,
    branch: 'main',
    changes: [],
    changeCount: 0,
    observedAt: eyes.clock.now(),
  });
});

it('names every kind of change, whatever the files are called', async () => {
  const { root, git } = repository;
  for (const name of ['a\nb', '-x', 'old name', 'gone', 'staged gone', 'type'])
    writeText(join(root, name), `${name} with enough text to be recognised again\n`);
  git('add', '.');
  git('commit', '--quiet', '--message=files');
  git('mv', '--', 'old name', 'new → name');
  git('rm', '--quiet', '--', 'staged gone', 'gone', 'type');
  execFileSync('ln', ['-s', 'readme.md', join(root, 'type')]);
  git('add', '--', 'type');
  writeText(join(root, 'a\nb'), 'changed');
  writeText(join(root, '-x'), 'staged');
  git('add', '--', '-x');
  writeText(join(root, '-x'), 'and changed again');
  writeText(join(root, '日本'), 'new');
  writeText(join(root, 'folder', 'untracked'), 'new');
  const { changes, changeCount, untrackedCount } = await look({ path: root });
  const by = Object.fromEntries(changes.map((change) => [change.path, change]));
  expect(by['a\nb']).toMatchObject({ change: 'modified', isStaged: false, isUnstaged: true });
  expect(by['-x']).toMatchObject({ change: 'modified', isStaged: true, isUnstaged: true });
  expect(by['new → name']).toMatchObject({ change: 'renamed', from: 'old name', isStaged: true });
  expect(by['staged gone']).toMatchObject({ change: 'deleted', isStaged: true });
  expect(by['type']).toMatchObject({ change: 'type_changed' });
  expect(by['日本']).toMatchObject({ change: 'untracked', isStaged: false });
  expect(by['folder/']).toMatchObject({ change: 'untracked' });
  expect({ changeCount, untrackedCount }).toEqual({ changeCount: 8, untrackedCount: 2 });
});

it('counts conflicts, and knows the branch during a rebase', async () => {
  const path = repository.addWorktree('side');
  for (const [at, text] of [
    [path, 'side'],
    [repository.root, 'main'],
  ] as const) {
    writeText(join(at, 'readme.md'), text);
    repository.gitIn(at, 'commit', '--quiet', '--all', '--message', text);
  }
  expect(() => repository.gitIn(path, 'rebase', 'main')).toThrow();
  const reading = await look({ path, branch: 'side' });
  expect(reading).toMatchObject({ branch: 'side', conflictCount: 1, changeCount: 1 });
  expect(reading.changes).toMatchObject([{ path: 'readme.md', change: 'conflicted' }]);
});

it('lists 500 changes at most, and counts all', async () => {
  for (let index = 0; index < 501; index += 1)
    writeText(join(repository.root, `file-${index}`), '');
  const reading = await look({ path: repository.root });
  expect([reading.changes.length, reading.changeCount]).toEqual([500, 501]);
});

it('counts commits that nobody else has', async () => {
  const { git, gitIn, folder } = repository;
  const path = repository.addWorktree('side');
  const commit = (text: string) => {
    writeText(join(path, text), text);
    gitIn(path, 'add', '.');
    gitIn(path, 'commit', '--quiet', '--message', text);
  };
  expect((await look({ path })).unpushedCommits).toBe(0);
  commit('one');
  commit('two');
  expect((await look({ path, branch: 'side' })).unpushedCommits).toBe(2);
  git('branch', 'copy', 'side~1');
  expect((await look({ path })).unpushedCommits).toBe(1);
  const tip = git('rev-parse', 'side').trim();
  expect((await look({ path, branches: { side: tip } })).unpushedCommits).toBe(1);
  expect((await look({ path, branches: { other: tip } })).unpushedCommits).toBe(0);
  gitIn(path, 'checkout', '--quiet', '--detach');
  commit('detached');
  expect((await look({ path })).unpushedCommits).toBe(1);
  gitIn(path, 'checkout', '--quiet', 'side');

  git('clone', '--quiet', '--bare', '.', join(folder, 'remote'));
  git('remote', 'add', 'origin', join(folder, 'remote'));
  gitIn(path, 'push', '--quiet', '--set-upstream', 'origin', 'side');
  commit('three');
  expect(await look({ path })).toMatchObject({
    upstream: 'origin/side',
    ahead: 1,
    behind: 0,
    unpushedCommits: 1,
  });
});

it('has nothing to lose in a repository without a commit', async () => {
  const path = join(repository.folder, 'empty');
  repository.git('init', '--quiet', '--initial-branch=main', path);
  const reading = await look({ path });
  expect(reading).toMatchObject({ branch: 'main', unpushedCommits: 0 });
  expect(reading.head).toBeUndefined();
});

it('leaves index and lock alone, though the index could be freshened', async () => {
  const index = join(repository.root, '.git', 'index');
  utimesSync(join(repository.root, 'readme.md'), new Date(0), new Date(0));
  const state = () => ({ bytes: readFileSync(index), mtimeMs: statSync(index).mtimeMs });
  const before = state();
  await look({ path: repository.root });
  expect(state()).toEqual(before);
  expect(existsSync(`${index}.lock`)).toBe(false);
});

it('looks also while somebody holds the index lock', async () => {
  writeText(join(repository.root, '.git', 'index.lock'), '');
  expect(await look({ path: repository.root })).toMatchObject({ changeCount: 0 });
});

it('says unknown when the worktree’s git directory is broken or gone', async () => {
  const path = repository.addWorktree('side');
  const admin = join(repository.root, '.git', 'worktrees', 'side');
  writeText(join(admin, 'index'), 'garbage');
  expect(await observeStatus(eyes, { path })).toMatchObject({ kind: 'unknown' });
  renameSync(admin, `${admin}-moved`);
  expect(await observeStatus(eyes, { path })).toMatchObject({ kind: 'unknown' });
  expect(await observeStatus(eyes, { path: '/nonexistent' })).toMatchObject({ kind: 'unknown' });
});

it('says unknown where git was told to take another folder for the worktree', async () => {
  const { root, git, gitIn } = repository;
  const path = repository.addWorktree('side');
  git('config', 'extensions.worktreeConfig', 'true');
  gitIn(path, 'config', '--worktree', 'core.worktree', root);
  writeText(join(path, 'new'), 'work');
  expect(await observeStatus(eyes, { path })).toMatchObject({ kind: 'unknown' });
  gitIn(path, 'config', '--worktree', 'core.worktree', path);
  expect(await look({ path })).toMatchObject({ untrackedCount: 1 });
  gitIn(path, 'config', '--worktree', 'core.worktree', '../../../../side');
  expect(await look({ path })).toMatchObject({ untrackedCount: 1 });
  expect(await look({ path: root })).toMatchObject({ changeCount: 0 });
});

it('sees changes inside a submodule without running what that one names', async () => {
  const { root, folder, git, gitIn } = repository;
  const other = createTestingRepository();
  const allowed = ['-c', 'protocol.file.allow=always'];
  git(...allowed, 'submodule', '--quiet', 'add', other.root, 'sub');
  other.remove();
  git('commit', '--quiet', '--message=submodule');
  const sub = join(root, 'sub');
  const marker = join(folder, 'was-run');
  writeEvilProgram(join(folder, 'evil.sh'), marker);
  gitIn(sub, 'config', 'filter.evil.clean', join(folder, 'evil.sh'));
  gitIn(sub, 'config', 'core.fsmonitor', join(folder, 'evil.sh'));
  mkdirSync(join(root, '.git', 'modules', 'sub', 'info'), { recursive: true });
  writeText(join(root, '.git', 'modules', 'sub', 'info', 'attributes'), '* filter=evil\n');
  utimesSync(join(sub, 'readme.md'), new Date(0), new Date(0));
  expect(await look({ path: root })).toMatchObject({ changeCount: 0 });
  writeText(join(sub, 'new'), 'work');
  expect((await look({ path: root })).changes).toEqual([
    { path: 'sub', change: 'submodule', isStaged: false, isUnstaged: true },
  ]);
  expect(existsSync(marker)).toBe(false);
  // Looked at without care, it does run it.
  git('status');
  expect(existsSync(marker)).toBe(true);
});

it('believes nothing of a status in an unknown form', () => {
  expect(parseStatus('what?\0')).toBeUndefined();
  expect(parseStatus('1 .M N... 100644\0')).toBeUndefined();
});
