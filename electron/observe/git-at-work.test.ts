import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createTestingRepository,
  writeText,
  type TestingRepository,
} from '#electron/platform/testing-repository.ts';
import { observeGitAtWork } from './git-at-work.ts';

let repository: TestingRepository;
const children: ChildProcess[] = [];
beforeEach(() => {
  repository = createTestingRepository();
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  repository.remove();
});

async function start(command: string, args: readonly string[], cwd: string): Promise<number> {
  const child = spawn(command, args, { cwd, stdio: ['pipe', 'pipe', 'ignore'] });
  children.push(child);
  await once(child, 'spawn');
  return child.pid ?? 0;
}

const place = () => ({
  worktree: repository.root,
  lock: join(repository.root, '.git', 'index.lock'),
});

it('finds nobody at an index.lock that a killed git left behind', async () => {
  writeText(place().lock, '');
  expect(await observeGitAtWork(place())).toEqual({ kind: 'none' });
});

it('finds a git that works in the worktree, and not one beside it', async () => {
  // It waits for its input.
  const pid = await start('git', ['cat-file', '--batch'], repository.root);
  expect(await observeGitAtWork(place())).toEqual({ kind: 'running', pid });
  const other = join(repository.folder, 'repo-other');
  mkdirSync(other);
  expect(await observeGitAtWork({ worktree: other, lock: join(other, 'lock') })).toEqual({
    kind: 'none',
  });
});

it('finds whoever else has the lock open', async () => {
  writeText(place().lock, '');
  const holds = 'exec 3<"$1"; echo open; read -r line';
  const pid = await start('sh', ['-c', holds, 'sh', place().lock], repository.folder);
  await once(children[0]?.stdout ?? process.stdin, 'data');
  expect(await observeGitAtWork(place())).toEqual({ kind: 'running', pid });
});

it('says unknown where the system does not list processes', async () => {
  const nowhere = join(repository.folder, 'proc');
  expect(await observeGitAtWork(place(), nowhere)).toMatchObject({ kind: 'unknown' });
});
