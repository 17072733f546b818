import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import {
  createTestingRepository,
  writeText,
  type TestingRepository,
} from '#electron/platform/testing-repository.ts';
import { observeCommits, observeDiff } from './inspect.ts';

const eyes = { runGit: createGitRunner() };
let repository: TestingRepository;
beforeEach(() => {
  repository = createTestingRepository();
});
afterEach(() => repository.remove());

const diff = (file: string) => observeDiff(eyes, { path: repository.root, file });

it('lists the latest commits, newest first, as they were written', async () => {
  const { root, git } = repository;
  git('commit', '--quiet', '--allow-empty', '--message', 'second: “naïve” \u001F 日本\n\nBody');
  const commits = await observeCommits(eyes, { path: root });
  expect(commits).toMatchObject({
    ok: true,
    value: [
      {
        id: git('rev-parse', 'HEAD').trim(),
        subject: 'second: “naïve” \u001F 日本',
        author: 'Ada',
      },
      { subject: 'first' },
    ],
  });
  const one = await observeCommits(eyes, { path: root, count: 1 });
  expect(one.ok && one.value).toHaveLength(1);
});

it('tells no commits from no answer', async () => {
  const path = join(repository.folder, 'empty');
  repository.git('init', '--quiet', path);
  expect(await observeCommits(eyes, { path })).toEqual({ ok: true, value: [] });
  expect(await observeCommits(eyes, { path: '/nonexistent' })).toMatchObject({ ok: false });
});

it('shows staged and unstaged changes of one path together', async () => {
  const { root, git } = repository;
  writeText(join(root, 'readme.md'), 'hello\nstaged\n');
  git('add', '.');
  writeText(join(root, 'readme.md'), 'hello\nstaged\nunstaged\n');
  writeText(join(root, 'other'), 'x');
  const { text, note } = await diff('readme.md');
  expect(note).toBeNull();
  expect(text).toContain('+staged\n+unstaged');
  expect(text).not.toContain('other');
});

it.each(['-rf', '-', 'a\nb', ':(glob)**', '日本', '"quoted"'])(
  'shows all of an untracked file called %j, and no other',
  async (name) => {
    writeText(join(repository.root, name), 'its text\n');
    writeText(join(repository.root, 'other'), 'another text\n');
    const { text, note } = await diff(name);
    expect(note).toBeNull();
    expect(text).toContain('+its text');
    expect(text).not.toContain('another');
  },
);

it('shows the files of an untracked folder', async () => {
  for (const name of ['one', 'two']) writeText(join(repository.root, 'new', name), `${name}!\n`);
  const { text } = await diff('new/');
  expect(text).toContain('+one!');
  expect(text).toContain('+two!');
});

it('shows what was deleted, and says when nothing differs', async () => {
  repository.git('rm', '--quiet', 'readme.md');
  expect((await diff('readme.md')).text).toContain('-hello');
  repository.git('reset', '--quiet', '--hard');
  expect(await diff('readme.md')).toEqual({
    text: '',
    note: 'No difference from the last commit.',
  });
});

it('cuts a long difference at a line, and says so', async () => {
  writeText(join(repository.root, 'long'), 'a line of text\n'.repeat(100_000));
  const { text, note } = await diff('long');
  expect(text.length).toBeLessThanOrEqual(512 * 1024);
  expect(text.endsWith('+a line of text\n')).toBe(true);
  expect(note).toContain('first 512 KiB');
});

it('looks at nothing outside the worktree', async () => {
  for (const file of ['../secret', '/etc/passwd', 'a/../../secret'])
    expect(await diff(file)).toEqual({ text: '', note: `${file} is outside the worktree.` });
});

it('never answers for a repository around the folder', async () => {
  const path = repository.addWorktree('repo/inside', 'side');
  rmSync(join(path, '.git'));
  writeText(join(path, 'readme.md'), 'changed\n');
  const { text, note } = await observeDiff(eyes, { path, file: 'readme.md' });
  expect({ text, note }).toEqual({ text: '', note: expect.stringContaining('No worktree') });
  expect(await observeCommits(eyes, { path })).toMatchObject({ ok: false });
});
