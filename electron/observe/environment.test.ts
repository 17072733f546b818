import { cpSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Environment } from '#shared/domain/environment.ts';
import type { ProcessReading } from '#shared/domain/observation.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { recordedWorktree } from '#shared/testing/recorded-worktree.ts';
import { createManualClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import {
  createTestingRepository,
  writeText,
  type TestingRepository,
} from '#electron/platform/testing-repository.ts';
import { observeEnvironment } from './environment.ts';
import { observeRepository } from './worktrees.ts';

const clock = createManualClock(0);
const gone: ProcessReading = { kind: 'absent', observedAt: clock.now() };
const asked: ProcessIdentity[] = [];
const eyes = {
  runGit: createGitRunner(),
  clock,
  observeProcess: (identity: ProcessIdentity) => {
    asked.push(identity);
    return Promise.resolve(gone);
  },
};
let repository: TestingRepository;
beforeEach(() => {
  repository = createTestingRepository();
  asked.length = 0;
});
afterEach(() => repository.remove());

/** A recorded worktree environment at `path` on branch `side`. */
const recorded = (path: string, change: Partial<Environment> = {}): Environment =>
  recordedWorktree(
    { id: 'env-1', root: repository.root, path, branch: 'side', at: clock.now() },
    change,
  );

async function look(environment: Environment) {
  const { root } = repository;
  const repositories = new Map([[root, await observeRepository(eyes, root)]]);
  return observeEnvironment(eyes, environment, repositories);
}

it('finds a registered worktree, through a link too, and looks at its changes', async () => {
  const path = repository.addWorktree('side');
  writeText(join(path, 'new'), 'work');
  symlinkSync(path, join(repository.folder, 'link'));
  for (const named of [path, join(repository.folder, 'link')])
    expect(await look(recorded(named))).toMatchObject({
      environmentId: 'env-1',
      path: { kind: 'present', realPath: path },
      registration: 'registered',
      worktree: { path, branch: 'side' },
      status: { kind: 'read', branch: 'side', changeCount: 1, unpushedCommits: 0 },
      branch: 'present',
    });
});

it('finds the entry of a directory that is gone', async () => {
  const path = repository.addWorktree('side');
  rmSync(path, { recursive: true });
  const reading = await look(recorded(path));
  expect(reading).toMatchObject({
    path: { kind: 'absent', parent: 'present' },
    registration: 'registered',
    worktree: { path, branch: 'side' },
  });
  expect(reading.status).toBeUndefined();
});

it('says when git has forgotten worktree and branch', async () => {
  const path = repository.addWorktree('side');
  repository.git('worktree', 'remove', path);
  repository.git('branch', '--delete', '--force', 'side');
  expect(await look(recorded(path))).toMatchObject({
    path: { kind: 'absent' },
    registration: 'unregistered',
    branch: 'absent',
  });
});

it('takes a copy, or a moved worktree, for none of git’s', async () => {
  const path = repository.addWorktree('side');
  const copy = join(repository.folder, 'copy');
  cpSync(path, copy, { recursive: true });
  expect(await look(recorded(copy))).toMatchObject({ registration: 'unregistered' });
  // Another worktree's directory at the recorded place.
  const other = repository.addWorktree('other');
  rmSync(path, { recursive: true });
  renameSync(other, path);
  const reading = await look(recorded(path));
  expect(reading).toMatchObject({ path: { kind: 'present' }, registration: 'unregistered' });
  expect(reading.status).toBeUndefined();
});

it('never asks git in a directory whose own link to git is gone', async () => {
  const path = repository.addWorktree('repo/inside', 'side');
  rmSync(join(path, '.git'));
  const reading = await look(recorded(path));
  expect(reading).toMatchObject({ registration: 'unregistered', worktree: { branch: 'side' } });
  expect(reading.status).toBeUndefined();
});

it('knows nothing of registration and branch when the repository could not be read', async () => {
  const path = repository.addWorktree('side');
  writeText(join(repository.root, '.git', 'config'), '[core\n');
  expect(await look(recorded(path))).toMatchObject({
    path: { kind: 'present' },
    registration: 'unknown',
    branch: 'unknown',
  });
});

it('keeps an unknown status unknown', async () => {
  const path = repository.addWorktree('side');
  writeText(join(repository.root, '.git', 'worktrees', 'side', 'index'), 'garbage');
  expect(await look(recorded(path))).toMatchObject({
    registration: 'registered',
    status: { kind: 'unknown' },
  });
});

it('does not look at a remote path on this machine', async () => {
  const reading = await look(recorded('/', { executionMode: 'remote' }));
  expect(reading).toMatchObject({
    path: { kind: 'unknown', path: '/', why: expect.stringContaining('remote') },
    registration: 'not_applicable',
  });
});

it('needs no git for isolated and shared workspaces, and incomplete records', async () => {
  const isolated = recorded(repository.folder, { executionMode: 'isolated_workspace' });
  const incomplete = recorded(repository.folder, { git: undefined });
  for (const environment of [isolated, incomplete])
    expect(await look(environment)).toMatchObject({
      path: { kind: 'present', type: 'directory' },
      registration: 'not_applicable',
    });
});

it('looks at an unreleased lease’s holder by identity', async () => {
  const holder = { pid: 42, startTime: '7', bootId: 'boot', host: 'host', sessionId: 's' };
  const lease = { kind: 'execution', holder, token: 't', acquiredAt: clock.now() } as const;
  const held = recorded(repository.folder, { executionMode: 'shared_workspace', lease });
  expect((await look(held)).leaseHolder).toEqual(gone);
  expect(asked).toEqual([{ pid: 42, startTime: '7', bootId: 'boot', host: 'host' }]);
  const released = { ...held, lease: { ...lease, releasedAt: clock.now() } };
  const nameless = { ...held, lease: { ...lease, holder: { sessionId: 's' } } };
  for (const environment of [released, nameless])
    expect((await look(environment)).leaseHolder).toBeUndefined();
});
