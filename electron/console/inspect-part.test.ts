import { expect, test } from 'vitest';
import type { EnvironmentReading } from '#shared/domain/observation.ts';
import { environmentReading, makeWorktreeEntry, statusRead } from '#shared/testing/make-reading.ts';
import { makeEnvironment, makeSession } from '#shared/testing/make-record.ts';
import { recordSet } from '#shared/testing/make-situation.ts';
import { createObserver, type Observer } from '#electron/observe/observe-world.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
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

test('a worktree that is detached from its recorded branch is not told to be on it', async () => {
  const environment = makeEnvironment.worktree({ id: 'e-1', path: '/nowhere/at/all' });
  const inspectAs = (reading: EnvironmentReading) =>
    createInspectPart({
      runGit,
      clock: systemClock,
      looking: {
        // Only this of the observer is asked for.
        observer: { observeEnvironment: async () => reading } as unknown as Observer,
        last: () => undefined,
        records: () => recordSet({ environments: [environment] }),
      },
      preferences: {
        read: () => {
          throw new Error('Nothing is opened here.');
        },
      },
    }).environment('e-1');
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
