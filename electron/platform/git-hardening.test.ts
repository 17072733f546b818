import { existsSync, mkdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createGitRunner } from './git-runner.ts';
import {
  createTestingRepository,
  writeEvilProgram,
  writeText,
  type TestingRepository,
} from './testing-repository.ts';

let repository: TestingRepository;
let marker: string;
let evil: string;
const runGit = createGitRunner();

beforeEach(() => {
  repository = createTestingRepository();
  marker = join(repository.folder, 'was-run');
  evil = join(repository.folder, 'evil.sh');
  writeEvilProgram(evil, marker);
});
afterEach(() => repository.remove());

const whatRan = () => (existsSync(marker) ? readFileSync(marker, 'utf8') : 'nothing');

/** Makes git read the file's contents again: same size, other time. */
const touch = (path: string) => utimesSync(path, new Date(0), new Date(0));

const reads: readonly (readonly string[])[] = [
  ['status', '--porcelain=v2', '-z', '--branch', '--untracked-files=normal'],
  ['diff', 'HEAD', '--', 'readme.md'],
  ['diff', '--no-index', '--', '/dev/null', 'readme.md'],
  ['log', '--patch', '--max-count=2'],
  ['show', 'HEAD'],
  ['ls-files', '--modified', '-z'],
  ['worktree', 'list', '--porcelain', '-z'],
  ['for-each-ref', 'refs/heads'],
  ['rev-list', '--count', 'HEAD'],
];

async function readEverything(cwd: string): Promise<void> {
  for (const args of reads) {
    touch(join(cwd, 'readme.md'));
    await runGit({ cwd, args, access: 'read' });
  }
}

it('runs no program that a repository names while it is looked at', async () => {
  const { git, root } = repository;
  writeText(join(root, '.gitattributes'), '* filter=evil diff=evil\n');
  git('add', '.');
  git('commit', '--quiet', '--message=attributes');
  const settings = [
    'core.fsmonitor',
    'core.sshCommand',
    'core.pager',
    'core.askPass',
    'core.editor',
    'credential.helper',
    'gpg.program',
    'diff.external',
    'diff.evil.command',
    'diff.evil.textconv',
    'filter.evil.clean',
    'filter.evil.smudge',
  ];
  for (const key of settings) git('config', key, evil);
  git('config', 'log.showSignature', 'true');
  git('config', 'filter.evil.required', 'true');
  mkdirSync(join(root, '.git', 'hooks'), { recursive: true });
  for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout'])
    writeEvilProgram(join(root, '.git', 'hooks', hook), marker);
  // A program that reads the content changes nothing, so that the file stays clean.
  await readEverything(root);
  expect(whatRan()).toBe('nothing');
  const status = await runGit({ cwd: root, args: ['status', '--porcelain'], access: 'read' });
  expect(status).toEqual({ ok: true, value: '' });

  // The same repository, looked at without care, does run it: this test can fail.
  touch(join(root, 'readme.md'));
  git('status');
  expect(whatRan()).toContain('evil.sh');
});

it('switches filters off whatever they are called and wherever they are configured', async () => {
  const { git, root } = repository;
  const name = 'a=b.c';
  writeText(join(root, '.gitattributes'), `readme.md filter=${name}\n`);
  writeText(join(repository.folder, 'included'), `[filter "${name}"]\n\tprocess = ${evil}\n`);
  git('config', 'include.path', join(repository.folder, 'included'));
  await readEverything(root);
  expect(whatRan()).toBe('nothing');
  touch(join(root, 'readme.md'));
  git('status');
  expect(whatRan()).toContain('evil.sh');
});

it('keeps the filters that the operator trusts', async () => {
  const { root, folder } = repository;
  writeText(join(root, '.gitattributes'), 'readme.md filter=mine\n');
  writeText(join(folder, 'home', '.gitconfig'), `[filter "mine"]\n\tclean = ${evil}\n`);
  const { HOME } = process.env;
  process.env['HOME'] = join(folder, 'home');
  try {
    touch(join(root, 'readme.md'));
    await runGit({ cwd: root, args: ['status', '--porcelain'], access: 'read' });
  } finally {
    process.env['HOME'] = HOME;
  }
  expect(whatRan()).toContain('evil.sh');
});

it('fetches nothing, even when a partial clone lacks an object', async () => {
  const { git, root } = repository;
  // One that hangs up at once: git would wait for an answer.
  writeText(evil, `#!/bin/sh\necho "$0" >> '${marker}'\n`);
  git('config', 'core.repositoryFormatVersion', '1');
  git('config', 'extensions.partialClone', 'origin');
  git('config', 'remote.origin.promisor', 'true');
  git('config', 'remote.origin.url', `ext::${evil}`);
  git('config', 'protocol.ext.allow', 'always');
  const blob = git('rev-parse', 'HEAD:readme.md').trim();
  rmSync(join(root, '.git', 'objects', blob.slice(0, 2), blob.slice(2)), { force: true });
  writeText(join(root, 'readme.md'), 'changed\n');
  await readEverything(root);
  expect(whatRan()).toBe('nothing');
  expect(() => git('diff', 'HEAD')).toThrow();
  expect(whatRan()).toContain('evil.sh');
});

it('runs no hook when it writes', async () => {
  const { root, folder } = repository;
  for (const hook of ['post-checkout', 'reference-transaction'])
    writeEvilProgram(join(root, '.git', 'hooks', hook), marker);
  const args = ['worktree', 'add', '-b', 'side', join(folder, 'side')];
  expect(await runGit({ cwd: root, args, access: 'write' })).toMatchObject({ ok: true });
  expect(existsSync(join(folder, 'side', 'readme.md'))).toBe(true);
  expect(whatRan()).toBe('nothing');
});
