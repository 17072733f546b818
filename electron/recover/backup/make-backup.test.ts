import {
  chmodSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunGit } from '#shared/domain/git.ts';
import { valueOf } from '#shared/testing/value-of.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import {
  createTestingRepository,
  type TestingRepository,
} from '#electron/platform/testing-repository.ts';
import { backupRef } from './backup-record.ts';
import { findBackup } from './find-backup.ts';
import { makeBackup } from './make-backup.ts';
import { observeWork } from './observe-work.ts';

let repository: TestingRepository;
let path: string;
const runGit = createGitRunner();

beforeEach(() => {
  repository = createTestingRepository();
  path = repository.addWorktree('login');
});
afterEach(() => repository.remove());

const ref = backupRef('one');
const at = '2026-01-31T09:00:00.000Z';
const back = (git: RunGit = runGit, environmentId = 'env-login') =>
  makeBackup(
    { runGit: git, home: repository.folder },
    { worktree: path, ref, about: { path, environmentId, branch: 'login' }, at },
  );
const write = (name: string, text: string) => writeFileSync(join(path, name), text);
const show = (spec: string) => repository.git('show', spec);

describe('a backup', () => {
  it('holds HEAD, what is staged, what is not, and what git does not track', async () => {
    write('readme.md', 'staged\n');
    repository.gitIn(path, 'add', 'readme.md');
    write('readme.md', 'not staged\n');
    mkdirSync(join(path, 'a b'));
    write('a b/“new”\nfile', 'untracked');
    symlinkSync('readme.md', join(path, 'link'));
    write('run.sh', '#!/bin/sh\n');
    chmodSync(join(path, 'run.sh'), 0o755);
    const made = await back();
    expect(made).toMatchObject({ ok: true, value: { files: 4 } });
    expect(show(`${ref}^2:readme.md`)).toBe('staged\n');
    expect(show(`${ref}:readme.md`)).toBe('not staged\n');
    expect(show(`${ref}:a b/“new”\nfile`)).toBe('untracked');
    expect(repository.git('ls-tree', ref, 'link', 'run.sh')).toMatch(/^120000[^]*\n100755/);
    expect(repository.git('rev-parse', `${ref}^1`)).toBe(repository.git('rev-parse', 'main'));
  });

  it('is made once, however often the same work is kept under its name', async () => {
    write('readme.md', 'not staged\n');
    const first = await back();
    // Another second: its commits would have other ids.
    const again = await makeBackup(
      { runGit, home: repository.folder },
      {
        worktree: path,
        ref,
        about: { path, environmentId: 'env-login', branch: 'login' },
        at: '2026-01-31T09:00:05.000Z',
      },
    );
    expect(again).toEqual(first);
    write('readme.md', 'changed since\n');
    expect(await back()).toMatchObject({ ok: false, error: { kind: 'backup_failed' } });
    expect(show(`${ref}:readme.md`)).toBe('not staged\n');
  });

  it('holds what was changed in the very second in which git last looked at it', async () => {
    const second = new Date('2026-01-31T09:00:00Z');
    const tick = (file: string) => utimesSync(file, second, second);
    // The change of the inode cannot be set back by a test.
    repository.gitIn(path, 'config', 'core.trustctime', 'false');
    write('readme.md', 'tea: 3\n');
    tick(join(path, 'readme.md'));
    repository.gitIn(path, 'commit', '--quiet', '--all', '--message=tea');
    tick(
      repository.gitIn(path, 'rev-parse', '--path-format=absolute', '--git-path', 'index').trim(),
    );
    write('readme.md', 'tea: 4\n');
    tick(join(path, 'readme.md'));
    expect(await back()).toMatchObject({ ok: true });
    expect(show(`${ref}:readme.md`)).toBe('tea: 4\n');
  });

  it('leaves the worktree’s own index as it is, to the byte', async () => {
    write('readme.md', 'changed\n');
    write('new.txt', 'new');
    const index = repository.gitIn(
      path,
      'rev-parse',
      '--path-format=absolute',
      '--git-path',
      'index',
    );
    const before = { bytes: readFileSync(index.trim()), at: statSync(index.trim()).mtimeMs };
    const status = repository.gitIn(path, '--no-optional-locks', 'status', '--porcelain');
    expect((await back()).ok).toBe(true);
    expect(readFileSync(index.trim()).equals(before.bytes)).toBe(true);
    expect(statSync(index.trim()).mtimeMs).toBe(before.at);
    expect(repository.gitIn(path, '--no-optional-locks', 'status', '--porcelain')).toBe(status);
  });

  it('keeps a deletion, and a staged file that was taken back', async () => {
    rmSync(join(path, 'readme.md'));
    write('taken-back.txt', 'staged once');
    repository.gitIn(path, 'add', 'taken-back.txt');
    rmSync(join(path, 'taken-back.txt'));
    expect((await back()).ok).toBe(true);
    expect(repository.git('ls-tree', '--name-only', ref)).toBe('');
    expect(show(`${ref}^2:taken-back.txt`)).toBe('staged once');
  });

  it('holds the files of a worktree that has no index, as where git was ended while it made it', async () => {
    write('notes.txt', 'untracked');
    rmSync(
      repository.gitIn(path, 'rev-parse', '--path-format=absolute', '--git-path', 'index').trim(),
    );
    expect(await back()).toMatchObject({ ok: true });
    expect(show(`${ref}:notes.txt`)).toBe('untracked');
    expect(show(`${ref}:readme.md`)).toBe('hello\n');
  });

  it('keeps the bytes of a file of whose line ends git would warn, or which it would refuse', async () => {
    repository.git('config', 'core.autocrlf', 'input');
    repository.git('config', 'core.safecrlf', 'true');
    write('readme.md', 'one\r\ntwo\r\n');
    expect(await back()).toMatchObject({ ok: true });
    expect(show(`${ref}:readme.md`)).toBe('one\r\ntwo\r\n');
  });

  it('keeps the bytes as they lie on disk where git would convert line ends', async () => {
    write('.gitattributes', '*.txt text eol=lf\n');
    write('dos.txt', 'one\r\ntwo\r\n');
    expect((await back()).ok).toBe(true);
    expect(show(`${ref}:dos.txt`)).toBe('one\r\ntwo\r\n');
  });

  it('does not run the filters that the repository names', async () => {
    write('.gitattributes', '*.txt filter=shout\n');
    repository.git('config', 'filter.shout.clean', 'tr a-z A-Z');
    write('quiet.txt', 'quiet');
    expect((await back()).ok).toBe(true);
    expect(show(`${ref}:quiet.txt`)).toBe('quiet');
  });

  it('holds both sides of a conflict, and takes a file that was only touched for no change', async () => {
    const { git, gitIn } = repository;
    write('kept.txt', 'kept\n');
    write('readme.md', 'ours\n');
    gitIn(path, 'add', '.');
    gitIn(path, 'commit', '--quiet', '--message=ours');
    writeFileSync(join(repository.root, 'readme.md'), 'theirs\n');
    git('commit', '--quiet', '--all', '--message=theirs');
    expect(() => gitIn(path, 'merge', '--quiet', 'main')).toThrow();
    utimesSync(join(path, 'kept.txt'), 1, 1);
    const made = await back();
    expect(made).toMatchObject({ ok: true, value: { files: 1 } });
    expect(show(`${ref}:readme.md`)).toContain('<<<<<<<');
    expect(show(`${ref}:kept.txt`)).toBe('kept\n');
    expect(show(`${ref}^3:stages/2/readme.md`)).toBe('ours\n');
    expect(show(`${ref}^3:stages/3/readme.md`)).toBe('theirs\n');
  });

  it('is refused of repositories inside', async () => {
    mkdirSync(join(path, 'inner'));
    repository.gitIn(join(path, 'inner'), 'init', '--quiet');
    write('inner/file.txt', 'of another repository');
    repository.gitIn(join(path, 'inner'), 'add', '.');
    repository.gitIn(join(path, 'inner'), 'commit', '--quiet', '--message=inner');
    const made = await back();
    expect(made).toMatchObject({ ok: false, error: { kind: 'cannot_be_kept' } });
    expect(made.ok || made.error.message).toContain('inner');
    expect(() => repository.git('rev-parse', '--verify', '--quiet', ref)).toThrow();
  });

  it('fails, and leaves no ref, when git cannot write it', async () => {
    write('notes.txt', 'one');
    const full: RunGit = (request) =>
      request.args[0] === 'commit-tree'
        ? Promise.resolve({
            ok: false,
            error: { kind: 'git_failed', message: 'No space left on device', exitCode: 128 },
          })
        : runGit(request);
    const made = await back(full);
    expect(made).toMatchObject({
      ok: false,
      error: { kind: 'backup_failed', message: 'No space left on device' },
    });
    expect(() => repository.git('rev-parse', '--verify', '--quiet', ref)).toThrow();
  });

  it('does not read back when a file changes while it is being made', async () => {
    write('notes.txt', 'one');
    const meddling: RunGit = async (request) => {
      const ran = await runGit(request);
      if (request.args[0] === 'update-ref') write('notes.txt', 'two');
      return ran;
    };
    const made = await back(meddling);
    expect(made).toMatchObject({ ok: false, error: { kind: 'read_back_differs' } });
    expect(made.ok || made.error.message).toContain('notes.txt differs');
  });

  it('never replaces another one', async () => {
    write('notes.txt', 'one');
    expect((await back()).ok).toBe(true);
    write('notes.txt', 'two');
    expect((await back()).ok).toBe(false);
    expect(show(`${ref}:notes.txt`)).toBe('one');
  });

  it('is found again by its environment', async () => {
    write('notes.txt', 'one');
    await back(runGit, 'env with “odd”\nname');
    const found = await findBackup(runGit, repository.root, 'env with “odd”\nname');
    expect(found).toMatchObject({
      ok: true,
      value: { ref, head: repository.git('rev-parse', 'main').trim() },
    });
    expect(await findBackup(runGit, repository.root, 'env')).toEqual({
      ok: true,
      value: undefined,
    });
  });
});

describe('the work in a worktree', () => {
  const digest = async () => {
    return valueOf(await observeWork(runGit, path)).digest;
  };

  it('changes with a byte, a mode and what is staged, but not with a touch', async () => {
    write('notes.txt', 'one');
    const first = await digest();
    utimesSync(join(path, 'notes.txt'), 1, 1);
    expect(await digest()).toBe(first);
    chmodSync(join(path, 'notes.txt'), 0o755);
    const second = await digest();
    expect(second).not.toBe(first);
    write('notes.txt', 'two');
    const third = await digest();
    expect(third).not.toBe(second);
    repository.gitIn(path, 'add', 'notes.txt');
    expect(await digest()).not.toBe(third);
  });

  it('names the branch that has no commit, and what may be done', async () => {
    repository.gitIn(path, 'checkout', '--quiet', '--orphan', 'anew');
    const message = 'its branch anew names no commit; commit there, or switch back first';
    expect(await observeWork(runGit, path)).toMatchObject({ ok: false, error: { message } });
  });

  it('has no file in it that git tracks and somebody only touched, whatever its line ends', async () => {
    write('.gitattributes', '*.txt text eol=crlf\n');
    write('dos.txt', 'one\r\ntwo\r\n');
    repository.gitIn(path, 'add', '.');
    repository.gitIn(path, 'commit', '--quiet', '--message=dos');
    utimesSync(join(path, 'dos.txt'), 1, 1);
    expect(await observeWork(runGit, path)).toMatchObject({ ok: true, value: { paths: [] } });
    chmodSync(join(path, 'dos.txt'), 0o755);
    expect(await observeWork(runGit, path)).toMatchObject({
      ok: true,
      value: { paths: ['dos.txt'] },
    });
  });
});
