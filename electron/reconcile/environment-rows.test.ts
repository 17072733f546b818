import { describe, expect, test } from 'vitest';
import type { Environment } from '#shared/domain/environment.ts';
import type { EnvironmentReading } from '#shared/domain/observation.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import type { Task } from '#shared/domain/task.ts';
import {
  absent,
  alive,
  engineRead,
  environmentReading,
  makeEntry,
  makeUnclaimed,
  makeWorktreeEntry,
  reused,
  statusRead,
  statusUnknown,
  unknownProcess,
} from '#shared/testing/make-reading.ts';
import {
  makeEnvironment,
  makeLease,
  makeRun,
  makeSession,
  makeTask,
} from '#shared/testing/make-record.ts';
import { observed, recordSet, situation } from '#shared/testing/make-situation.ts';
import { later, moments } from '#shared/testing/moments.ts';
import { reconcile } from './reconcile.ts';

const queued = makeTask.queued();

function look(
  environment: Environment,
  reading: EnvironmentReading,
  tasks: readonly Task[] = [queued],
  more: Partial<Situation> = {},
) {
  return reconcile(
    situation({
      recorded: recordSet({ runs: [makeRun()], tasks, environments: [environment] }),
      observed: observed({ environments: [reading], engines: [engineRead()] }),
      ...more,
    }),
  );
}

const worktree = (more: Parameters<typeof makeWorktreeEntry>[0]) =>
  environmentReading.clean({ worktree: makeWorktreeEntry(more) });

const offered = ({ conditions }: ReturnType<typeof look>, at = 0) =>
  conditions[at]?.actions.filter((one) => one.offered).map(({ verb }) => verb);

describe('a worktree that differs from its record', () => {
  test('is left to the agent that is at work there', () => {
    const recorded = recordSet({
      runs: [makeRun()],
      tasks: [makeTask.running()],
      sessions: [makeSession.running()],
      environments: [makeEnvironment.worktree({ state: 'in_use', lease: makeLease.held() })],
    });
    const reading = worktree({ isDetached: true, operation: 'rebase', branch: 'rollcall/login' });
    const outcome = reconcile(
      situation({
        recorded,
        observed: observed({
          engines: [engineRead([makeEntry()])],
          environments: [{ ...reading, leaseHolder: alive() }],
        }),
      }),
    );
    expect(outcome.conditions).toEqual([]);
    expect(outcome.environments[0]?.state).toBe('in_use');
    expect(outcome.transitions).toEqual([]);
  });

  test('has changes that are work, not trouble', () => {
    const outcome = look(makeEnvironment.worktree(), environmentReading.dirty());
    expect(outcome).toMatchObject({ conditions: [], environments: [{ health: 'dirty' }] });
    expect(outcome.transitions).toEqual([]);
  });

  test('a young index.lock is somebody at work', () => {
    const reading = worktree({ indexLockedSince: later(moments.now, -1000) });
    expect(look(makeEnvironment.worktree(), reading).conditions).toEqual([]);
  });
});

describe('a worktree that is not where it was', () => {
  test('git does not list: it may be reattached or cleaned up', () => {
    const outcome = look(makeEnvironment.worktree(), environmentReading.unregistered());
    expect(outcome.conditions).toMatchObject([{ reason: 'unregistered', proposed: 'reattach' }]);
    expect(offered(outcome)).toEqual([
      'reattach',
      'acknowledge',
      'snooze',
      'look_again',
      'clean_up',
    ]);
  });

  test('locked and missing: the lock is told', () => {
    const reading = environmentReading.missing({
      worktree: makeWorktreeEntry({ locked: { reason: 'on a stick' } }),
    });
    const [condition] = look(makeEnvironment.worktree(), reading).conditions;
    expect(condition).toMatchObject({ reason: 'locked_and_missing', proposed: 'look_again' });
    expect(condition?.message).toContain('on a stick');
  });

  test('locked and missing, and who locked it is gone: it may be recreated', () => {
    const reading = environmentReading.missing({
      worktree: makeWorktreeEntry({ locked: { reason: 'pid 4121, start 880042' } }),
      lockHolder: { kind: 'named', pid: 4121, process: reused() },
    });
    const [condition] = look(makeEnvironment.worktree(), reading).conditions;
    expect(condition).toMatchObject({ reason: 'locked_and_missing', proposed: 'recreate' });
    expect(condition?.message).toContain('process 4121 is gone');
  });

  test.each([
    ['the folder above is missing too', environmentReading.volumeGone()],
    ['the path could not be read', environmentReading.pathUnknown()],
  ])('nothing is concluded while %s', (_why, reading) => {
    const outcome = look(makeEnvironment.worktree(), reading);
    expect(outcome.conditions).toMatchObject([
      { reason: 'volume_unavailable', proposed: 'look_again' },
    ]);
    expect(offered(outcome)).toEqual(['snooze', 'look_again']);
    expect(outcome.environments[0]).toMatchObject({ health: 'unknown', state: 'ready' });
    expect(outcome.transitions).toEqual([]);
  });

  test('a status that could not be read makes its health unknown; that is told, and nothing proposed but to look again', () => {
    const outcome = look(makeEnvironment.worktree(), environmentReading.statusUnknown());
    expect(outcome).toMatchObject({
      conditions: [{ reason: 'status_unreadable', proposed: 'look_again' }],
      transitions: [],
    });
    expect(offered(outcome)).toEqual(['acknowledge', 'snooze', 'look_again']);
    expect(outcome.environments[0]).toMatchObject({
      health: 'unknown',
      recoveryStatus: 'reconciled',
    });
  });

  test('what is still being made is not missing', () => {
    const provisioning = makeEnvironment.worktree({
      state: 'provisioning',
      health: 'unknown',
      updatedAt: later(moments.now, -2000),
    });
    const requested = makeEnvironment.worktree({ state: 'requested', health: 'unknown' });
    const nothing = environmentReading.missing({
      registration: 'unregistered',
      worktree: undefined,
    });
    for (const environment of [provisioning, requested])
      expect(look(environment, nothing)).toMatchObject({ conditions: [], transitions: [] });
  });

  test('what was being made and then forgotten is missing after all', () => {
    const stuck = makeEnvironment.worktree({ state: 'provisioning' });
    expect(look(stuck, environmentReading.missing()).conditions).toMatchObject([
      { reason: 'directory_missing' },
    ]);
  });

  test('archived and removed environments are not looked at', () => {
    for (const state of ['archived', 'removed'] as const) {
      const outcome = look(makeEnvironment.worktree({ state }), environmentReading.missing());
      expect(outcome).toMatchObject({ conditions: [], transitions: [] });
    }
  });

  test('a finished task is not blocked by the directory it left behind', () => {
    const outcome = look(makeEnvironment.worktree(), environmentReading.missing(), [
      makeTask.completed(),
    ]);
    expect(outcome.conditions).toEqual([]);
    expect(outcome.transitions.map(({ audit }) => audit.subject)).toEqual([
      'environment:env-login',
    ]);
  });
});

test('a folder that is a link to what is not there is unknown, and nothing is started in it', () => {
  const path = '/repos/shop';
  const link = { kind: 'present', path, realPath: path, type: 'other' } as const;
  const task = makeTask.blocked({ environmentId: 'env-shop' });
  const outcome = look(
    makeEnvironment.shared({ id: 'env-shop', state: 'in_use' }),
    {
      environmentId: 'env-shop',
      path: { ...link, observedAt: moments.now },
      registration: 'not_applicable',
      observedAt: moments.now,
    },
    [task],
  );
  expect(outcome.environments).toMatchObject([{ health: 'unknown', state: 'in_use' }]);
  expect(outcome.transitions).toEqual([]);
  expect(outcome.conditions).toMatchObject([
    {
      reason: 'volume_unavailable',
      proposed: 'look_again',
      message: expect.stringContaining('what it leads to is not there'),
    },
  ]);
  expect(offered(outcome)).not.toContain('restart');
});

test('a record without worktree details is judged as a directory, its lease included', () => {
  const environment = makeEnvironment.worktree({ git: undefined, lease: makeLease.held() });
  const outcome = look(environment, environmentReading.plain({ leaseHolder: absent() }));
  expect(outcome.environments[0]).toMatchObject({
    health: 'clean',
    recoveryAction: 'release_stale_lease',
  });
  expect(outcome.conditions.map(({ reason }) => reason)).toEqual([
    'incomplete_record',
    'lease_abandoned',
  ]);
});

describe('an environment that nobody owns', () => {
  test('may be cleaned up or adopted', () => {
    const outcome = look(makeEnvironment.worktree(), environmentReading.dirty(), []);
    expect(outcome.conditions).toMatchObject([
      { lane: 'orphaned', reason: 'environment_orphaned', proposed: 'clean_up' },
    ]);
    expect(offered(outcome)).toEqual([
      'adopt',
      'acknowledge',
      'snooze',
      'look_again',
      'archive',
      'clean_up',
      'forget',
    ]);
    expect(outcome.environments[0]).toMatchObject({
      health: 'orphaned',
      recoveryAction: 'queue_cleanup',
    });
  });

  test('is never cleaned up while somebody alive holds it, or unseen', () => {
    const leased = makeEnvironment.worktree({ lease: makeLease.held() });
    const busy = look(leased, environmentReading.clean({ leaseHolder: alive() }), []);
    const unseen = environmentReading.clean({ status: statusUnknown() });
    const shared = makeEnvironment.shared();
    for (const outcome of [
      busy,
      look(makeEnvironment.worktree(), unseen, []),
      look(shared, environmentReading.plain(), []),
    ])
      expect(offered(outcome)).not.toContain('clean_up');
  });

  test('is somebody’s while a session of its task lives, though no record tells of the task', () => {
    const environment = makeEnvironment.worktree();
    const session = makeSession.running({ taskId: 'login' });
    const withSession = (process: ReturnType<typeof alive>) =>
      look(environment, environmentReading.clean(), [], {
        recorded: recordSet({ environments: [environment], sessions: [session] }),
        observed: observed({
          environments: [environmentReading.clean()],
          engines: [engineRead([makeEntry({ process })])],
        }),
      }).conditions.map(({ reason }) => reason);
    expect(withSession(alive())).toEqual([]);
    expect(withSession(unknownProcess())).toEqual([]);
    expect(withSession(absent())).toContain('environment_orphaned');
  });

  test('but whose run could not be read is not called orphaned', () => {
    const outcome = look(makeEnvironment.worktree(), environmentReading.clean(), [], {
      unreadableRunIds: new Set(['run-1']),
    });
    expect(outcome.conditions).toMatchObject([{ lane: 'blocked', reason: 'owner_unreadable' }]);
    expect(offered(outcome)).toEqual(['snooze', 'look_again']);
    expect(outcome.transitions).toEqual([]);
  });

  test('but whose task could not be read is not called orphaned, though it names no run', () => {
    const environment = makeEnvironment.worktree({ runId: undefined });
    const outcome = look(environment, environmentReading.clean(), [], {
      recorded: {
        ...recordSet({ environments: [environment] }),
        unreadable: [{ kind: 'task', id: 'login' }],
      },
    });
    expect(outcome.conditions).toMatchObject([
      { reason: 'owner_unreadable', message: expect.stringMatching(/^Task login, which owns/u) },
    ]);
    expect(outcome.transitions).toEqual([]);
  });

  test('is still named when its policy is to keep it and its task is there', () => {
    expect(
      look(makeEnvironment.worktree(), environmentReading.clean(), [makeTask.failed()]).conditions,
    ).toEqual([]);
  });
});

describe('clean-up that is due', () => {
  const due = makeEnvironment.worktree({ cleanupPolicy: 'remove_when_clean_otherwise_archive' });

  test('is named once the task is finished', () => {
    const outcome = look(due, environmentReading.clean(), [makeTask.completed()]);
    expect(outcome.conditions).toMatchObject([
      { lane: 'orphaned', reason: 'cleanup_due', proposed: 'clean_up' },
    ]);
    expect(look(due, environmentReading.clean()).conditions).toEqual([]);
  });

  test('never means the workspace itself, and not twice', () => {
    const shared = makeEnvironment.shared({ cleanupPolicy: 'archive_always' });
    const kept = {
      ...due,
      cleanupResult: { disposition: 'kept', completedAt: moments.now },
    } as const;
    const done = [makeTask.completed()];
    expect(look(shared, environmentReading.plain(), done).conditions).toEqual([]);
    expect(look(kept, environmentReading.clean(), done).conditions).toEqual([]);
  });
});

describe('a lease, judged by its holder', () => {
  const leased = (lease: Parameters<typeof makeLease.held>[0]) =>
    makeEnvironment.worktree({ lease: makeLease.held(lease) });
  const over = { expiresAt: later(moments.now, -1000) };
  const nobody = { holder: { agentId: 'claude-code' } };

  test.each([
    ['lease_abandoned', 'its holder is gone', leased({}), absent()],
    ['lease_abandoned', 'its pid is reused', leased({}), reused()],
    ['lease_expired', 'its time is over and its holder alive', leased(over), alive()],
    ['lease_unreadable', 'it names nobody who can be looked at', leased(nobody), undefined],
    ['lease_unreadable', 'it has no token', leased({ token: '' }), absent()],
  ] as const)('is %s when %s', (reason, _why, environment, leaseHolder) => {
    const outcome = look(environment, environmentReading.clean({ leaseHolder }));
    expect(outcome.conditions).toMatchObject([{ lane: 'blocked', reason }]);
    const isReleasable = reason !== 'lease_expired';
    expect(offered(outcome)?.includes('release_lease')).toBe(isReleasable);
    expect(outcome.transitions.some(({ audit }) => audit.subject === 'task:login')).toBe(false);
  });

  test('that ran out names the session that holds it, which may be stopped', () => {
    const outcome = reconcile(
      situation({
        recorded: recordSet({
          tasks: [makeTask.running()],
          sessions: [makeSession.running()],
          environments: [leased(over)],
        }),
        observed: observed({
          engines: [engineRead([makeEntry()])],
          environments: [environmentReading.clean({ leaseHolder: alive() })],
        }),
      }),
    );
    expect(outcome.conditions).toMatchObject([
      { reason: 'lease_expired', proposed: 'look_again', sessionId: 's-login' },
    ]);
    expect(offered(outcome)).toContain('stop');
  });

  test.each([
    ['its holder is alive', leased({}), alive()],
    ['its holder could not be seen', leased({}), unknownProcess()],
    ['its holder is on another host', leased({ holder: { pid: 1, host: 'lap' } }), absent()],
    ['a pid alone is alive', leased({ holder: { pid: 4121 } }), alive()],
    ['it was released', leased({ releasedAt: moments.now }), absent()],
  ] as const)('is left alone when %s', (_why, environment, leaseHolder) => {
    const outcome = look(environment, environmentReading.clean({ leaseHolder }));
    expect(outcome.conditions).toEqual([]);
  });
});

describe('what nobody recorded', () => {
  test('is a leftover directory, or a worktree without a record', () => {
    const { conditions } = reconcile(
      situation({
        observed: observed({
          unclaimed: [
            makeUnclaimed(),
            makeUnclaimed({
              path: '/repos/shop.worktrees/spike',
              worktree: makeWorktreeEntry({ branch: 'spike' }),
              status: statusRead({ changeCount: 1 }),
            }),
            makeUnclaimed({ path: '/repos/shop', worktree: makeWorktreeEntry({ isMain: true }) }),
            makeUnclaimed({
              path: '/repos/shop.worktrees/clone',
              status: statusRead({ unpushedCommits: 2 }),
            }),
          ],
        }),
      }),
    );
    expect(conditions).toMatchObject([
      {
        reason: 'leftover_directory',
        message: expect.stringMatching(/a repository by itself.*2 commits not pushed/u),
        workAtRisk: { unpushedCommits: 2 },
      },
      {
        reason: 'leftover_directory',
        proposed: 'clean_up',
        title: 'left-behind',
        message: expect.stringContaining('to no repository'),
      },
      { reason: 'unrecorded_worktree', proposed: 'adopt', workAtRisk: { uncommittedFiles: 1 } },
    ]);
  });

  test('is not cleaned up when what is in it could not be seen', () => {
    const { conditions } = reconcile(
      situation({
        observed: observed({ unclaimed: [makeUnclaimed({ worktree: makeWorktreeEntry() })] }),
      }),
    );
    expect(conditions[0]?.actions).toContainEqual(
      expect.objectContaining({ verb: 'clean_up', offered: false }),
    );
  });
});
