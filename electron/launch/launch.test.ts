import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GitRequest, RunGit } from '#shared/domain/git.ts';
import type { Task } from '#shared/domain/task.ts';
import type { Journal } from '#electron/journal/open-journal.ts';
import { makeTemporaryHome, type TemporaryHome } from '#electron/journal/testing/temporary-home.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import {
  createTestingRepository,
  type TestingRepository,
} from '#electron/platform/testing-repository.ts';
import { runStatus } from '#electron/reconcile/run-status.ts';
import { makeRun } from '#shared/testing/make-record.ts';
import type { LaunchDeps } from './launch-deps.ts';
import { prepareLaunch } from './launch-task.ts';
import type { LaunchRequest } from './new-records.ts';
import { prepareQueued } from './prepare-queued.ts';
import { queueTask } from './queue-task.ts';
import { recordEnded } from './record-ended.ts';

let home: TemporaryHome;
let journal: Journal;
let repository: TestingRepository;
let deps: LaunchDeps;
beforeEach(() => {
  home = makeTemporaryHome();
  journal = home.open();
  repository = createTestingRepository();
  let count = 0;
  deps = {
    store: journal.records,
    runGit: createGitRunner(),
    clock: home.clock,
    newId: () => `${(count += 1)}`,
    home: home.directory,
    host: 'desk',
    engine: 'process',
    logPathOf: () => undefined,
    runStatus,
  };
});
afterEach(() => {
  home.remove();
  repository.remove();
});

const request = (taskId: string, more: Partial<LaunchRequest> = {}): LaunchRequest => ({
  workspace: repository.root,
  runId: 'low',
  taskId,
  agentId: 'agent',
  mode: 'git_worktree',
  command: ['agent', taskId],
  ...more,
});
const must = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.error));
};
const statusOf = (id: string) => journal.records.get('run', id)?.record.status;
const task = (id: string): Task | undefined => journal.records.get('task', id)?.record;

describe('the runs of a launch', () => {
  it('follow it up to the parent: completed, opened again by a second task, failed', async () => {
    const record = (id: string, parentRunId?: string) => {
      const after = makeRun({ id, workspaceDir: repository.root, parentRunId, status: 'draft' });
      return { kind: 'run', id, expectedVersion: 0, after } as const;
    };
    must(
      journal.records.write([record('top'), record('low', 'top')], {
        actor: 'import',
        verb: 'import',
        subject: 'run:top',
        result: 'recorded',
        message: 'made for a test',
      }),
    );
    const first = must(await prepareLaunch(deps, request('first', { mode: 'shared_workspace' })));
    expect([statusOf('low'), statusOf('top')]).toEqual(['running', 'running']);
    must(recordEnded(deps, first, 0));
    expect([statusOf('low'), statusOf('top')]).toEqual(['completed', 'completed']);
    const second = must(await prepareLaunch(deps, request('second', { mode: 'shared_workspace' })));
    expect([statusOf('low'), statusOf('top')]).toEqual(['running', 'running']);
    expect(journal.records.get('run', 'top')?.record).not.toHaveProperty('completedAt');
    must(recordEnded(deps, second, 2));
    expect([statusOf('low'), statusOf('top')]).toEqual(['failed', 'failed']);
  });

  it('wait when the directory of their only task cannot be made', async () => {
    const taken = await prepareLaunch(deps, request('a', { branch: 'main' }));
    expect(taken.ok).toBe(false);
    expect(task('a')?.state).toBe('blocked');
    expect(statusOf('low')).toBe('waiting');
  });
});

describe('a queued task', () => {
  it('is recorded with its command and what it waits for, and nothing is made on disk', () => {
    must(queueTask(deps, request('a')));
    const { environment } = must(queueTask(deps, request('b', { dependsOn: ['a'] })));
    expect(task('b')).toMatchObject({
      state: 'queued',
      dependsOn: ['a'],
      command: ['agent', 'b'],
    });
    expect(existsSync(environment.path)).toBe(false);
    expect(queueTask(deps, request('c', { dependsOn: ['nobody'] })).ok).toBe(false);
    expect(task('c')).toBeUndefined();
  });

  it('gets its worktree when its turn comes, also one that was made before the console died', async () => {
    must(queueTask(deps, request('a')));
    must(queueTask(deps, request('b')));
    const prepared = must(await prepareQueued(deps, 'a', ['agent']));
    expect(existsSync(prepared.start.cwd)).toBe(true);
    expect(task('a')?.state).toBe('running');
    const { git, path } = journal.records.get('environment', 'env-b')?.record ?? {};
    repository.git('worktree', 'add', '-q', '-b', git?.branch ?? '', path ?? '');
    expect((await prepareQueued(deps, 'b', ['agent'])).ok).toBe(true);
  });

  it('is blocked when something else is in the place of its worktree, which is left alone', async () => {
    const { environment } = must(queueTask(deps, request('a')));
    mkdirSync(environment.path, { recursive: true });
    expect((await prepareQueued(deps, 'a', ['agent'])).ok).toBe(false);
    expect(task('a')?.state).toBe('blocked');
    expect(task('a')?.blockedReasons[0]).toContain('is there already');
    expect(existsSync(environment.path)).toBe(true);
  });

  it('waits for a worktree that git is still making, and takes no half of one', async () => {
    must(queueTask(deps, request('a')));
    const { git, path = '' } = journal.records.get('environment', 'env-a')?.record ?? {};
    repository.git('worktree', 'add', '-q', '-b', git?.branch ?? '', path);
    const lock = join(repository.root, '.git', 'worktrees', basename(path), 'locked');
    writeFileSync(lock, 'initializing\n');
    let looks = 0;
    const making = { ...deps, clock: { ...deps.clock, sleep: () => Promise.resolve() } };
    const half = await prepareQueued(making, 'a', ['agent']);
    expect(half).toMatchObject({ error: { message: expect.stringContaining('to its end') } });
    expect(task('a')?.state).toBe('blocked');

    must(queueTask(deps, request('b')));
    const other = journal.records.get('environment', 'env-b')?.record;
    repository.git('worktree', 'add', '-q', '-b', other?.git?.branch ?? '', other?.path ?? '');
    const itsLock = join(
      repository.root,
      '.git',
      'worktrees',
      basename(other?.path ?? ''),
      'locked',
    );
    writeFileSync(itsLock, 'initializing\n');
    const sleep = () => {
      looks += 1;
      if (looks === 3) rmSync(itsLock);
      return Promise.resolve();
    };
    const prepared = await prepareQueued({ ...deps, clock: { ...deps.clock, sleep } }, 'b', [
      'agent',
    ]);
    expect(prepared.ok).toBe(true);
    expect(looks).toBe(3);
  });

  it('is not given another branch for one that cannot be made beside it', async () => {
    repository.git('branch', 'feat/dark');
    repository.git('tag', 'feat');
    const refused = await prepareLaunch(deps, request('a', { branch: 'feat' }));
    expect(refused).toMatchObject({
      error: { message: expect.stringContaining("'refs/heads/feat/dark' exists") },
    });
  });

  it('gets the time that a large worktree takes', async () => {
    const asked: GitRequest[] = [];
    const runGit: RunGit = (one) => {
      asked.push(one);
      return deps.runGit(one);
    };
    must(await prepareLaunch({ ...deps, runGit }, request('a')));
    const added = asked.find(({ args }) => args[1] === 'add');
    expect(added?.timeoutMs).toBeGreaterThanOrEqual(600_000);
  });

  it('is not started twice', async () => {
    must(queueTask(deps, request('a')));
    must(await prepareQueued(deps, 'a', ['agent']));
    expect(await prepareQueued(deps, 'a', ['agent'])).toMatchObject({
      error: { kind: 'not_queued' },
    });
    expect(journal.records.load().sessions).toHaveLength(1);
  });
});
