import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Environment } from '#shared/domain/environment.ts';
import type { EnvironmentReading } from '#shared/domain/observation.ts';
import { environmentReading, makeWorktreeEntry, statusRead } from '#shared/testing/make-reading.ts';
import { makeEnvironment, makeSession } from '#shared/testing/make-record.ts';
import { recordSet } from '#shared/testing/make-situation.ts';
import { createObserver, type Observer } from '#electron/observe/observe-world.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import { createTestingRepository, writeText } from '#electron/platform/testing-repository.ts';
import { createInspectPart } from './inspect-part.ts';

const runGit = createGitRunner();
const eyes = { clock: systemClock, runGit, host: 'desk', bootId: 'boot-1' };

test('the log that is shown is of the session that was started last, whatever offset its time is told with', async () => {
  const environment = makeEnvironment.shared({
    id: 'e-1',
    taskId: 'login',
    path: '/nowhere/at/all',
  });
  const session = (id: string, startedAt: string) =>
    makeSession.exited({ id, taskId: 'login', startedAt });
  const records = recordSet({
    environments: [environment],
    sessions: [
      session('last', '2026-01-31T08:00:00.000Z'),
      session('first', '2026-01-31T09:00:00+02:00'),
    ],
  });
  const { observedAt } = environmentReading.clean({});
  const observeProcess = async () => ({ kind: 'absent', observedAt }) as const;
  const inspect = createInspectPart({
    runGit,
    clock: systemClock,
    looking: {
      observer: createObserver({ ...eyes, observeProcess }),
      last: () => undefined,
      records: () => records,
    },
    preferences: {
      read: () => {
        throw new Error('Nothing is opened here.');
      },
    },
  });
  expect(await inspect.environment('e-1')).toMatchObject({ sessionId: 'last' });
});

const environment = makeEnvironment.worktree({ id: 'e-1', path: '/nowhere/at/all' });

const inspectorOf = (one: Environment, reading: EnvironmentReading) =>
  createInspectPart({
    runGit,
    clock: systemClock,
    looking: {
      // Only this of the observer is asked for.
      observer: { observeEnvironment: async () => reading } as unknown as Observer,
      last: () => undefined,
      records: () => recordSet({ environments: [one] }),
    },
    preferences: {
      read: () => {
        throw new Error('Nothing is opened here.');
      },
    },
  });
const inspectAs = (reading: EnvironmentReading) =>
  inspectorOf(environment, reading).environment('e-1');

test('of a worktree that git does not list, or was not asked for, nothing is told to be clean', async () => {
  const unreadable = async (reading: EnvironmentReading) => (await inspectAs(reading))?.unreadable;
  expect(await unreadable(environmentReading.clean({}))).toBeNull();
  expect(await unreadable(environmentReading.plain({}))).toMatch(/^Git was not asked/);
  const shared = makeEnvironment.shared({ id: 'e-1', git: undefined });
  const plain = inspectorOf(shared, environmentReading.plain({}));
  expect(await plain.environment('e-1')).toMatchObject({ unreadable: null, branch: null });
  expect(await unreadable(environmentReading.unregistered({}))).toMatch(
    /^Git lists no worktree at /,
  );
  expect(await unreadable(environmentReading.registrationUnknown({}))).toMatch(/could not be seen/);
});

test('an agent that works in a folder of its worktree is shown with the commits and changes of the worktree', async () => {
  const repository = createTestingRepository();
  try {
    const worktreePath = repository.addWorktree('login');
    const within = join(worktreePath, 'packages');
    writeText(join(worktreePath, 'readme.md'), 'changed\n');
    const { git } = environment;
    if (git === undefined) throw new Error('It is a worktree.');
    const one = { ...environment, path: within, git: { ...git, worktreePath } };
    const at = { kind: 'present', path: worktreePath, realPath: worktreePath } as const;
    const { path: seen } = environmentReading.clean({});
    const reading = environmentReading.clean({ path: { ...seen, ...at, type: 'directory' } });
    const inspect = inspectorOf(one, reading);
    expect((await inspect.environment('e-1'))?.commits).toHaveLength(1);
    expect(await inspect.diff('e-1', 'readme.md')).toMatchObject({
      text: expect.stringContaining('+changed'),
    });
  } finally {
    repository.remove();
  }
});

test('a worktree that is detached from its recorded branch is not told to be on it', async () => {
  const detached = { isDetached: true, branch: undefined };
  const reading = environmentReading.clean({
    status: statusRead({ branch: undefined }),
    worktree: makeWorktreeEntry(detached),
  });
  expect(await inspectAs(reading)).toMatchObject({ branch: null });
  expect(await inspectAs(environmentReading.clean({}))).toMatchObject({ branch: 'rollcall/login' });
  const unseen = environmentReading.unregistered({});
  expect(await inspectAs(unseen)).toMatchObject({ branch: environment.git?.branch });
});
