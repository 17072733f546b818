import { describe, expect, test } from 'vitest';
import type { Situation } from '#shared/domain/reconciliation.ts';
import type { Worker } from '#shared/domain/worker.ts';
import {
  absent,
  engineRead,
  environmentReading,
  makeEntry,
  reused,
} from '#shared/testing/make-reading.ts';
import {
  makeEnvironment,
  makeLease,
  makeRun,
  makeSession,
  makeTask,
} from '#shared/testing/make-record.ts';
import { observed, recorded, recordSet, situation } from '#shared/testing/make-situation.ts';
import { moments } from '#shared/testing/moments.ts';
import { reconcile } from './reconcile.ts';

const causesOf = (given: Situation) =>
  reconcile(given).conditions.map(({ subject, cause }) => [subject.id, cause?.kind, cause?.title]);

const task = (id: string, runId = 'run-1') =>
  makeTask.running({ id, runId, name: id, environmentId: undefined });
const session = (id: string, more: Parameters<typeof makeSession.running>[0] = {}) =>
  makeSession.running({ id: `s-${id}`, taskId: id, ...more });
const dead = (id: string, process = absent()) => makeEntry({ sessionId: `s-${id}`, process });

describe('what has one cause', () => {
  test('sessions of an earlier boot were ended by the restart, the other one was not', () => {
    const ids = ['a', 'b', 'c'];
    const given = situation({
      recorded: recordSet({
        runs: [makeRun()],
        tasks: ids.map((id) => task(id)),
        sessions: ids.map((id) => session(id, { bootId: id === 'c' ? 'boot-1' : 'boot-0' })),
      }),
      observed: observed({
        engines: [engineRead([dead('a'), dead('b', reused()), dead('c')])],
      }),
    });
    expect(causesOf(given)).toEqual([
      ['s-a', 'reboot', 'desk was restarted since'],
      ['s-b', 'reboot', 'desk was restarted since'],
      ['s-c', undefined, undefined],
    ]);
  });

  test('nothing is a cause of one condition alone', () => {
    const given = situation({
      recorded: recordSet({
        runs: [makeRun()],
        tasks: [task('a')],
        sessions: [session('a', { bootId: 'boot-0' })],
      }),
      observed: observed({ engines: [engineRead([dead('a')])] }),
    });
    expect(causesOf(given)).toEqual([['s-a', undefined, undefined]]);
  });

  test('places below one folder that is not there, and the repository below it', () => {
    const gone = (id: string) => {
      const path = `/mnt/stick/shop.worktrees/${id}`;
      const missingFrom = '/mnt/stick';
      const absentPath = { kind: 'absent', path, parent: 'absent', missingFrom } as const;
      return {
        ...environmentReading.volumeGone({ path: { ...absentPath, observedAt: moments.now } }),
        environmentId: id,
      };
    };
    const given = situation({
      recorded: recordSet({
        runs: [makeRun()],
        tasks: ['a', 'b'].map((id) => makeTask.queued({ id, environmentId: id })),
        environments: ['a', 'b'].map((id) => makeEnvironment.worktree({ id, taskId: id })),
      }),
      observed: observed({
        environments: [gone('a'), gone('b')],
        repositories: [
          {
            kind: 'unknown',
            repoRoot: '/mnt/stick/shop',
            why: 'it is not there',
            observedAt: moments.now,
            root: {
              kind: 'absent',
              path: '/mnt/stick/shop',
              parent: 'absent',
              missingFrom: '/mnt/stick',
              observedAt: moments.now,
            },
          },
        ],
      }),
    });
    const title = '/mnt/stick is not there; a volume may not be mounted';
    expect(causesOf(given)).toEqual([
      ['a', 'volume', title],
      ['b', 'volume', title],
      ['/mnt/stick/shop', 'volume', title],
    ]);
  });

  test('leases that one dead process held', () => {
    const lease = makeLease.held();
    const given = situation({
      recorded: recordSet({
        runs: [makeRun()],
        tasks: ['a', 'b'].map((id) => makeTask.queued({ id, environmentId: id })),
        environments: ['a', 'b'].map((id) =>
          makeEnvironment.worktree({
            id,
            taskId: id,
            lease: {
              ...lease,
              holder: { pid: 77, startTime: '5', bootId: 'boot-1', host: 'desk' },
            },
          }),
        ),
      }),
      observed: observed({
        environments: ['a', 'b'].map((id) => ({
          ...environmentReading.clean({ leaseHolder: absent() }),
          environmentId: id,
        })),
      }),
    });
    expect(causesOf(given).map(([, kind]) => kind)).toEqual(['coordinator', 'coordinator']);
  });

  test('sessions of child runs go back to the session that led them', () => {
    const given = situation({
      recorded: recordSet({
        runs: [
          makeRun({ id: 'top' }),
          makeRun({ id: 'below', parentRunId: 'top' }),
          makeRun({ id: 'other' }),
        ],
        tasks: [task('lead', 'top'), task('x', 'below'), task('y', 'below'), task('z', 'other')],
        sessions: [
          session('lead', { runId: 'top' }),
          session('x', { runId: 'below' }),
          session('y', { runId: 'below' }),
          session('z', { runId: 'other' }),
        ],
      }),
      observed: observed({ engines: [engineRead(['lead', 'x', 'y', 'z'].map((id) => dead(id)))] }),
    });
    const title = 'The session of “lead” ended, and others hung on it';
    expect(causesOf(given)).toEqual([
      ['s-lead', 'coordinator', title],
      ['s-x', 'coordinator', title],
      ['s-y', 'coordinator', title],
      ['s-z', undefined, undefined],
    ]);
  });

  test('many sessions first seen dead in one look', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const given = situation({
      recorded: recordSet({
        runs: [makeRun()],
        tasks: ids.map((id) => task(id)),
        sessions: ids.map((id) => session(id)),
      }),
      observed: observed({ engines: [engineRead(ids.map((id) => dead(id)))] }),
    });
    expect(new Set(causesOf(given).map(([, , title]) => title))).toEqual(
      new Set(['5 sessions ended at once']),
    );
    const earlier = new Map([['session:s-a:process_exited', moments.started]]);
    expect(causesOf({ ...given, firstSeen: earlier }).map(([, kind]) => kind)).toEqual(
      ids.map(() => undefined),
    );
  });

  const worker = (taskId: string, pid: number): Worker => ({
    taskId,
    workspacePath: `/folders/${taskId}`,
    lifecycle: 'running',
    startedAt: moments.started,
    pushAttempts: 0,
    coordinator: { pid, startedAt: moments.started },
  });
  const ended = (pid: number) => ({ pid, startedAt: moments.started, process: absent() });

  test('workers of two folders with the same ids each go back to their own coordinator', () => {
    const of = (folder: string, pid: number) =>
      ['RQ-1', 'RQ-2'].map((id) =>
        recorded(worker(id, pid), { source: 'ralph', workspace: `/repos/${folder}` }),
      );
    const { conditions } = reconcile(
      situation({
        recorded: { ...recordSet(), workers: [...of('blog', 41), ...of('shop', 52)] },
        observed: observed({ coordinators: [ended(41), ended(52)] }),
      }),
    );
    expect(conditions.map(({ subject, cause }) => [subject.workspace, cause?.title])).toEqual([
      ['/repos/blog', 'Coordinator 41, which ran them, is gone'],
      ['/repos/shop', 'Coordinator 52, which ran them, is gone'],
      ['/repos/blog', 'Coordinator 41, which ran them, is gone'],
      ['/repos/shop', 'Coordinator 52, which ran them, is gone'],
    ]);
  });

  test('workers whose coordinators each ended by themselves are no sessions that ended at once', () => {
    const pids = [41, 42, 43, 44, 45];
    const given = situation({
      recorded: recordSet({ workers: pids.map((pid) => worker(`RQ-${pid}`, pid)) }),
      observed: observed({ coordinators: pids.map(ended) }),
    });
    expect(causesOf(given).map(([, kind]) => kind)).toEqual(pids.map(() => undefined));
  });
});
