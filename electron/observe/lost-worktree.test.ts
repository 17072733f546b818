import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeEnvironment } from '#shared/testing/make-record.ts';
import { createManualClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import {
  createTestingRepository,
  writeText,
  type TestingRepository,
} from '#electron/platform/testing-repository.ts';
import { basePresence, branchElsewhere } from './branch-witness.ts';
import { observeEnvironment } from './environment.ts';
import { findNestedRepositories } from './nested-repositories.ts';
import { observeWorktreeLink } from './worktree-link.ts';
import { observeRepository } from './worktrees.ts';

const clock = createManualClock(0);
const eyes = {
  runGit: createGitRunner(),
  clock,
  observeProcess: async () =>
    ({ kind: 'unknown', why: 'nobody is asked here', observedAt: clock.now() }) as const,
};
let repository: TestingRepository;
let path: string;
let gitDir: string;
let adminDir: string;
beforeEach(() => {
  repository = createTestingRepository();
  path = repository.addWorktree('side');
  gitDir = join(repository.root, '.git');
  adminDir = join(gitDir, 'worktrees', 'side');
});
afterEach(() => repository.remove());

const linkOf = (directory = path) => observeWorktreeLink(directory, gitDir);
const readRepository = () => observeRepository(eyes, repository.root);

async function look() {
  const root = repository.root;
  const git = {
    repoRoot: root,
    baseBranch: 'main',
    branch: 'side',
    worktreePath: path,
    createBranchIfMissing: true,
  };
  const environment = makeEnvironment.worktree({ workspaceRoot: root, path, git });
  return observeEnvironment(eyes, environment, new Map([[root, await readRepository()]]));
}

describe('the .git of a directory', () => {
  it('is broken when it is a directory without a repository in it', async () => {
    rmSync(join(path, '.git'));
    mkdirSync(join(path, '.git'));
    expect(await linkOf()).toMatchObject({ kind: 'broken', isDirectory: true });
  });

  it('leads to an entry of the repository, or is the repository itself', async () => {
    expect(await linkOf()).toEqual({ kind: 'entry', adminDir });
    expect(await linkOf(repository.root)).toEqual({ kind: 'entry', adminDir: gitDir });
  });

  it('is none, or no link at all', async () => {
    writeText(join(path, '.git'), 'nothing\n');
    expect(await linkOf()).toMatchObject({ kind: 'broken' });
    rmSync(join(path, '.git'));
    expect(await linkOf()).toEqual({ kind: 'none' });
  });

  it('leads to an entry that was pruned, also the last one', async () => {
    rmSync(join(gitDir, 'worktrees'), { recursive: true });
    expect(await linkOf()).toEqual({ kind: 'entry_gone', adminDir });
  });

  it('leads out of this repository: to another one, or nowhere', async () => {
    const other = join(repository.folder, 'other');
    cpSync(repository.root, other, { recursive: true });
    expect(await linkOf(other)).toEqual({ kind: 'foreign', gitDir: join(other, '.git') });
    expect(await observeWorktreeLink(path, join(other, '.git'))).toEqual({
      kind: 'foreign',
      gitDir,
    });
    writeText(join(path, '.git'), 'gitdir: /nowhere/repo/.git/worktrees/side\n');
    expect(await linkOf()).toMatchObject({ kind: 'broken' });
  });

  it('leads to an entry that is damaged', async () => {
    rmSync(join(adminDir, 'HEAD'));
    expect(await linkOf()).toMatchObject({ kind: 'broken' });
  });
});

describe('a worktree that is missing', () => {
  it('was moved by hand', async () => {
    const target = join(repository.folder, 'elsewhere');
    renameSync(path, target);
    expect(await look()).toMatchObject({ registration: 'registered', movedTo: target });
  });

  it('was moved with git', async () => {
    const target = join(repository.folder, 'elsewhere');
    repository.git('worktree', 'move', path, target);
    expect(await look()).toMatchObject({ registration: 'unregistered', movedTo: target });
  });

  it('was deleted, though another worktree has its branch now, or a folder its name', async () => {
    rmSync(path, { recursive: true });
    mkdirSync(join(repository.folder, 'elsewhere'));
    expect((await look()).movedTo).toBeUndefined();
    repository.git('worktree', 'add', '--quiet', '--force', join(repository.folder, 'new'), 'side');
    expect(await look()).toMatchObject({
      movedTo: undefined,
      branchAt: join(repository.folder, 'new'),
    });
  });

  it('cannot be told apart from deleted while the folder above is not there', async () => {
    const shelf = join(repository.folder, 'shelf');
    mkdirSync(shelf);
    repository.git('worktree', 'move', path, join(shelf, 'side'));
    path = join(shelf, 'side');
    renameSync(shelf, `${shelf}-unmounted`);
    expect(await look()).toMatchObject({
      path: { kind: 'absent', parent: 'absent', missingFrom: shelf },
      movedTo: undefined,
    });
  });
});

describe('what a worktree belongs to', () => {
  it('finds its branch in another worktree, not in its own', async () => {
    const reading = await readRepository();
    if (reading.kind !== 'read') throw new Error(reading.why);
    const own = reading.worktrees.find((one) => one.path === path);
    expect(branchElsewhere(reading, 'side', own)).toBeUndefined();
    expect(branchElsewhere(reading, 'main', own)).toBe(repository.root);
  });

  it('finds its base among branches, remotes and tags, and says when it is gone', async () => {
    repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    repository.git('tag', 'v1');
    const reading = await readRepository();
    const base = (baseBranch: string) =>
      basePresence(eyes, reading, {
        repoRoot: repository.root,
        baseBranch,
        branch: 'side',
        worktreePath: path,
        createBranchIfMissing: true,
      });
    for (const name of ['main', 'origin/main', 'v1']) expect(await base(name)).toBe('present');
    expect(await base('release/9')).toBe('absent');
    for (const name of ['', 'HEAD', 'a'.repeat(40), '--all', 'x*', 'a b'])
      expect(await base(name), name).not.toBe('present');
  });

  it('finds repositories inside it, and not its submodules or other worktrees', async () => {
    cpSync(repository.root, join(path, 'kit'), { recursive: true });
    cpSync(repository.root, join(path, 'vendor', 'deep'), { recursive: true });
    repository.git('worktree', 'add', '--quiet', '-b', 'inner', join(path, 'inner'));
    const untracked = (name: string) =>
      ({ path: name, change: 'untracked', isStaged: false, isUnstaged: true }) as const;
    const changes = ['kit/', 'vendor/', 'inner/', 'readme.md'].map(untracked);
    expect(await findNestedRepositories(path, changes)).toEqual(['kit', 'vendor/deep']);
  });
});
