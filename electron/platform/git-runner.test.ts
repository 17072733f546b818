import { chmodSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { GitRequest } from '#shared/domain/git.ts';
import { createGitRunner } from './git-runner.ts';
import {
  createTestingRepository,
  writeText,
  type TestingRepository,
} from './testing-repository.ts';

let repository: TestingRepository;
beforeEach(() => {
  repository = createTestingRepository();
});
afterEach(() => repository.remove());

const runGit = createGitRunner();
const read = (...args: string[]): GitRequest => ({ cwd: repository.root, args, access: 'read' });

it('keeps NUL, newlines and letters of every script in what git prints', async () => {
  const names = ['a\nb', 'naïve-日本.txt', '-rf', '"quoted"', ':(glob)*'];
  for (const name of names) writeText(join(repository.root, name), name);
  const answer = await runGit(read('ls-files', '--others', '-z'));
  expect(answer.ok && answer.value.split('\0').filter(Boolean).toSorted()).toEqual(
    names.toSorted(),
  );
});

it('tells why git failed where it says so on its standard output', async () => {
  const answer = await runGit({ ...read('commit', '--message=empty'), access: 'write' });
  expect(answer).toMatchObject({ ok: false });
  expect(!answer.ok && answer.error.message).toContain('nothing to commit');
});

it('takes a path for a path, never for a pattern', async () => {
  writeText(join(repository.root, '*'), 'star');
  writeText(join(repository.root, 'other'), 'other');
  const answer = await runGit(read('ls-files', '--others', '-z', '--', '*'));
  expect(answer).toEqual({ ok: true, value: '*\0' });
});

it('leaves the index exactly as it was, though looking could freshen it', async () => {
  const index = join(repository.root, '.git', 'index');
  const state = () => ({ bytes: readFileSync(index), mtimeMs: statSync(index).mtimeMs });
  const before = state();
  for (const args of [
    ['status', '--porcelain=v2'],
    ['diff', 'HEAD'],
    ['ls-files', '-m'],
  ]) {
    utimesSync(join(repository.root, 'readme.md'), new Date(0), new Date(0));
    expect(await runGit(read(...args))).toMatchObject({ ok: true });
    expect(state()).toEqual(before);
  }
  // Plain git does freshen it.
  repository.git('diff', 'HEAD');
  expect(state()).not.toEqual(before);
});

it('waits for no time to pass once a command that prints nothing has ended', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  try {
    expect(await runGit(read('diff', 'HEAD'))).toEqual({ ok: true, value: '' });
  } finally {
    vi.useRealTimers();
  }
});

it('says with which code and words git failed', async () => {
  const silent = await runGit(read('rev-parse', '--verify', '--quiet', 'refs/heads/nope'));
  expect(silent).toMatchObject({ ok: false, error: { kind: 'git_failed', exitCode: 1 } });
  const loud = await runGit(read('rev-parse', '--verify', 'refs/heads/nope'));
  expect(loud).toMatchObject({ ok: false, error: { kind: 'git_failed', exitCode: 128 } });
  expect(!loud.ok && loud.error.message).toContain('Needed a single revision');
});

it('says that a folder is no repository, is gone, or is a file', async () => {
  for (const cwd of ['', 'gone', 'repo/readme.md']) {
    const answer = await runGit({
      cwd: join(repository.folder, cwd),
      args: ['status'],
      access: 'read',
    });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'git_failed' } });
  }
});

it('says that git is missing when it is', async () => {
  const { PATH } = process.env;
  process.env['PATH'] = '/nonexistent';
  try {
    const answer = await runGit(read('status'));
    expect(answer).toMatchObject({ ok: false, error: { kind: 'git_missing' } });
  } finally {
    process.env['PATH'] = PATH;
  }
});

it('is not led elsewhere by variables that it inherits', async () => {
  process.env['GIT_DIR'] = '/nonexistent';
  process.env['GIT_INDEX_FILE'] = '/nonexistent';
  try {
    const answer = await runGit(read('rev-parse', '--show-toplevel'));
    expect(answer).toEqual({ ok: true, value: `${repository.root}\n` });
  } finally {
    delete process.env['GIT_DIR'];
    delete process.env['GIT_INDEX_FILE'];
  }
});

it('lets a request choose index and author, and nothing else', async () => {
  const index = join(repository.folder, 'other-index');
  const request: GitRequest = { ...read('write-tree'), access: 'write' };
  const empty = await runGit({ ...request, env: { GIT_INDEX_FILE: index } });
  expect(empty).toEqual({ ok: true, value: '4b825dc642cb6eb9a060e54bf8d69288fbee4904\n' });
  const forbidden = await runGit({ ...request, env: { GIT_SSH_COMMAND: 'true' } });
  expect(forbidden).toMatchObject({ ok: false, error: { kind: 'git_failed' } });
});

it('runs nothing when the command would begin with an option', async () => {
  for (const args of [['-c', 'core.fsmonitor=x', 'status'], ['--git-dir=/', 'status'], []])
    expect(await runGit(read(...args))).toMatchObject({ ok: false, error: { exitCode: null } });
});

it('ends a command that takes too long', async () => {
  // Waits for input that never comes.
  const answer = await runGit({ ...read('cat-file', '--batch'), timeoutMs: 100 });
  expect(answer).toMatchObject({ ok: false, error: { kind: 'timed_out', timeoutMs: 100 } });
});

it('counts the look for filters into the time that a command may take', async () => {
  repository.git('config', 'include.path', 'none');
  const slow = join(repository.folder, 'bin', 'git');
  writeText(slow, '#!/bin/sh\nsleep 0.4\nPATH="$REAL_PATH" exec git "$@"\n');
  chmodSync(slow, 0o755);
  const { PATH = '' } = process.env;
  process.env['REAL_PATH'] = PATH;
  process.env['PATH'] = `${dirname(slow)}:${PATH}`;
  try {
    const answer = await runGit({ ...read('status', '--porcelain'), timeoutMs: 600 });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'timed_out', timeoutMs: 600 } });
  } finally {
    process.env['PATH'] = PATH;
    delete process.env['REAL_PATH'];
  }
});

it('ends a command that prints too much', async () => {
  writeText(join(repository.root, 'long'), 'x\n'.repeat(100_000));
  const bounded = createGitRunner({ maxOutputBytes: 1000 });
  const answer = await bounded(read('diff', '--no-index', '--', '/dev/null', 'long'));
  expect(answer).toMatchObject({ ok: false, error: { kind: 'git_failed' } });
  expect(!answer.ok && answer.error.message).toContain('more than 1000 bytes');
});

it('takes “they differ” for an answer', async () => {
  const answer = await runGit(read('diff', '--no-index', '--', '/dev/null', 'readme.md'));
  expect(answer.ok && answer.value).toContain('+hello');
});
