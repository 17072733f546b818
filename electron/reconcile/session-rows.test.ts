import { describe, expect, test, vi } from 'vitest';
import type { EngineEntry, EngineReading } from '#shared/domain/observation.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import type { Session } from '#shared/domain/session.ts';
import {
  absent,
  alive,
  engineRead,
  engineUnreadable,
  makeEntry,
  reused,
  unknownProcess,
} from '#shared/testing/make-reading.ts';
import { makeSession } from '#shared/testing/make-record.ts';
import { observed, recordSet, situation } from '#shared/testing/make-situation.ts';
import { later, moments } from '#shared/testing/moments.ts';
import { aliveForNextLook } from './mass-death.ts';
import { reconcile } from './reconcile.ts';

const loose = { taskId: undefined } as const;

function look(
  sessions: readonly Session[],
  engine: readonly EngineEntry[] | EngineReading,
  more: Partial<Situation> = {},
) {
  const reading = 'kind' in engine ? engine : engineRead(engine);
  return reconcile(
    situation({
      recorded: recordSet({ sessions }),
      observed: observed({ engines: [reading] }),
      ...more,
    }),
  );
}

const reasons = ({ conditions }: ReturnType<typeof look>) => conditions.map(({ reason }) => reason);

describe('a session recorded as active', () => {
  const session = makeSession.running(loose);

  test('that ended with code 0 is finished, and an update of the record is proposed', () => {
    const outcome = look([session], [makeEntry({ process: absent(), exitCode: 0 })]);
    expect(outcome.conditions).toMatchObject([
      { reason: 'finished_unrecorded', proposed: 'update_status', severity: 'low' },
    ]);
    expect(outcome.sessions).toMatchObject({ statusUpdates: 1, crashed: 0 });
  });

  test('tells times as the wall clock of the operator has them, with the day if it is not today', () => {
    vi.stubEnv('TZ', 'Asia/Kolkata');
    const old = { ...session, startedAt: '2026-01-29T22:12:04.000Z' };
    const [condition] = look(
      [old],
      [makeEntry({ process: absent(), exitCode: 137, endedAt: '2026-01-31T14:02:11.000Z' })],
    ).conditions;
    vi.unstubAllEnvs();
    expect(condition?.message).toBe(
      'Process 4121, started 2026-01-30 03:42:04, ended by signal 9 (code 137) at 19:32:11; last heard 19:32:10.',
    );
  });

  test('that ended with another code says which', () => {
    const [condition] = look(
      [session],
      [makeEntry({ process: absent(), exitCode: 137, endedAt: '2026-01-31T14:02:11.000Z' })],
    ).conditions;
    expect(condition).toMatchObject({ reason: 'process_exited', proposed: 'mark_crashed' });
    expect(condition?.message).toBe(
      'Process 4121, started 09:12:04, ended by signal 9 (code 137) at 14:02:11; last heard 14:02:10.',
    );
    expect(condition?.comparisons).toContainEqual({
      name: 'Exit code',
      recorded: 'none',
      observed: '137',
      differs: true,
    });
  });

  test('that its engine does not list is gone', () => {
    expect(reasons(look([session], []))).toEqual(['process_gone']);
  });

  test('whose pid belongs to another process is not alive, and nothing may be stopped', () => {
    const outcome = look([session], [makeEntry({ process: reused() })]);
    expect(outcome.conditions).toMatchObject([{ reason: 'pid_reused' }]);
    expect(outcome.conditions[0]?.actions.map(({ verb }) => verb)).not.toContain('stop');
    expect(outcome.alive.size).toBe(0);
  });

  test.each([{ startTime: '991000' }, { bootId: 'boot-2' }])(
    'is not alive when the engine shows its pid with %o',
    (other) => {
      expect(reasons(look([session], [makeEntry({ process: alive(other) })]))).toEqual([
        'pid_reused',
      ]);
    },
  );

  test('that a restart of the machine ended says so', () => {
    const [condition] = look(
      [session],
      [makeEntry({ process: reused({ bootId: 'boot-2' }) })],
    ).conditions;
    expect(condition?.message).toContain('the machine was restarted since');
  });

  test('is finished when its code was recorded, whoever has the pid now', () => {
    const entry = makeEntry({ process: reused(), exitCode: 0 });
    expect(reasons(look([session], [entry]))).toEqual(['finished_unrecorded']);
  });

  test('that went silent is unresponsive, not crashed; it may be stopped', () => {
    const silent = makeSession.running({
      ...loose,
      lastHeartbeatAt: later(moments.now, -301_000),
    });
    const outcome = look([silent], [makeEntry()]);
    expect(outcome.conditions).toMatchObject([{ reason: 'unresponsive', proposed: 'look_again' }]);
    expect(outcome.sessions).toMatchObject({ inSync: 1, crashed: 0 });
    const offered = outcome.conditions[0]?.actions.filter((one) => one.offered);
    expect(offered?.map(({ verb }) => verb)).toEqual(['snooze', 'look_again', 'stop']);
  });

  test('that could send nothing while the machine slept is given the whole time once more', () => {
    const silent = makeSession.running({
      ...loose,
      lastHeartbeatAt: later(moments.now, -7_200_000),
    });
    const after = (awakeMs: number) =>
      reasons(look([silent], [makeEntry()], { awakeSince: later(moments.now, -awakeMs) }));
    expect(after(299_000)).toEqual([]);
    expect(after(301_000)).toEqual(['unresponsive']);
  });

  test('that never sent a heartbeat is not called silent', () => {
    const quiet = makeSession.running({ ...loose, lastHeartbeatAt: undefined });
    expect(reasons(look([quiet], [makeEntry()]))).toEqual([]);
  });

  test('that its engine knows in a later state is to be updated', () => {
    const outcome = look([makeSession.spawned(loose)], [makeEntry({ status: 'running' })]);
    expect(outcome.conditions).toMatchObject([
      { reason: 'status_mismatch', proposed: 'update_status' },
    ]);
    expect(outcome.sessions.statusUpdates).toBe(1);
  });

  test('that its engine knows in an earlier state is in sync', () => {
    expect(reasons(look([session], [makeEntry({ status: 'spawned' })]))).toEqual([]);
  });

  test('and just spawned is given time; after the grace it is gone', () => {
    const young = makeSession.spawned({ ...loose, startedAt: later(moments.now, -29_000) });
    const old = makeSession.spawned({ ...loose, startedAt: later(moments.now, -31_000) });
    expect(look([young], [])).toMatchObject({ conditions: [], sessions: { unknown: 1 } });
    expect(reasons(look([old], []))).toEqual(['process_gone']);
  });
});

describe('a session recorded as ended', () => {
  test('that is alive runs after its end', () => {
    const outcome = look([makeSession.exited(loose)], [makeEntry()]);
    expect(outcome.conditions).toMatchObject([
      { lane: 'orphaned', reason: 'running_after_exit', proposed: 'stop' },
    ]);
  });

  test('is in sync when another process has its pid', () => {
    const entry = makeEntry({ process: alive({ startTime: '991000' }) });
    expect(look([makeSession.exited(loose)], [entry])).toMatchObject({
      conditions: [],
      sessions: { inSync: 1 },
    });
  });
});

describe('what nobody could look at', () => {
  const session = makeSession.running(loose);

  test.each([
    ['its engine could not be read', [session], engineUnreadable()],
    ['its engine was not asked', [session], engineRead([], 'tmux')],
    ['its process could not be read', [session], [makeEntry({ process: unknownProcess() })]],
    ['it ran on another host', [makeSession.running({ ...loose, host: 'lap' })], []],
  ] as const)('is unknown: %s', (_why, sessions, engine) => {
    const outcome = look(sessions, engine);
    expect(outcome.sessions).toMatchObject({ unknown: 1, crashed: 0, inSync: 0 });
    expect(outcome.conditions.filter(({ subject }) => subject.kind === 'session')).toEqual([]);
  });

  test('a session of another host is judged by an engine that speaks for that host', () => {
    const there = makeSession.running({ ...loose, host: 'lap' });
    const identity = { pid: 4121, startTime: '880042', bootId: 'boot-1', host: 'lap' };
    const entry = makeEntry({ identity, process: alive({ host: 'lap' }) });
    expect(look([there], [entry]).sessions.inSync).toBe(1);
  });
});

test('a duplicate entry counts once, and never makes a live session look dead', () => {
  const dead = makeEntry({ process: absent() });
  const stray = makeEntry({ sessionId: 's-stray' });
  for (const entries of [
    [dead, makeEntry(), stray, stray],
    [stray, makeEntry(), dead, stray],
  ]) {
    const outcome = look([makeSession.running(loose)], entries);
    expect(reasons(outcome)).toEqual(['unrecorded_session']);
    expect(outcome.sessions).toMatchObject({ inSync: 1, orphaned: 1 });
  }
});

test.each([
  [{ command: ['sh', 'agent.sh', 'work'] }, 'sh agent.sh work'],
  [{ command: undefined }, 'process 4121'],
])('an unrecorded session with %j is called “%s”', (known, title) => {
  expect(look([], [makeEntry({ sessionId: 's-stray', ...known })]).conditions).toMatchObject([
    { title, message: expect.stringContaining('s-stray') },
  ]);
});

test('recorded and observed process are told apart by when they started', () => {
  const { conditions } = look([makeSession.exited(loose)], [makeEntry()]);
  expect(conditions[0]?.comparisons).toContainEqual({
    name: 'Process',
    recorded: 'pid 4121, started 09:12:04',
    observed: 'alive, pid 4121, started 09:12:04',
    differs: false,
  });
});

test('what is left of an unrecorded session that has ended is counted, not listed', () => {
  const left = makeEntry({ process: absent(), exitCode: 0 });
  const unseen = makeEntry({ sessionId: 's-unseen', process: unknownProcess() });
  const { conditions, sessions } = look([], [left, left, unseen]);
  expect(conditions).toEqual([]);
  expect(sessions).toMatchObject({ leftovers: 1, orphaned: 0, unknown: 0 });
});

describe('when most live sessions vanish at once', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  const sessions = ids.map((id) => makeSession.running({ ...loose, id }));
  const living = (count: number) =>
    ids.slice(0, count).map((sessionId) => makeEntry({ sessionId }));

  test('nothing is concluded about them: one condition says so', () => {
    const outcome = look(sessions, living(1), { aliveBefore: new Set(ids) });
    expect(outcome.conditions).toMatchObject([
      { reason: 'mass_death', severity: 'critical', proposed: 'look_again' },
    ]);
    expect(outcome.conditions[0]?.message).toBe(
      '5 of the 6 sessions that were alive seem gone at once; nothing was changed; look again to confirm it.',
    );
    expect(outcome.sessions).toMatchObject({ inSync: 1, unknown: 5, crashed: 0 });
  });

  test('four are not enough, nor is half of them', () => {
    expect(reasons(look(sessions, living(2), { aliveBefore: new Set(ids) }))).toHaveLength(4);
    const many = new Set([...ids, 'u', 'v', 'w', 'x', 'y']);
    expect(reasons(look(sessions, living(1), { aliveBefore: many }))).toHaveLength(5);
  });

  test('five that finished well are no cause for doubt', () => {
    const done = ids.map((sessionId) => makeEntry({ sessionId, process: absent(), exitCode: 0 }));
    const outcome = look(sessions, done, { aliveBefore: new Set(ids) });
    expect(new Set(reasons(outcome))).toEqual(new Set(['finished_unrecorded']));
  });

  test('it is held back from look to look until an operator looks', () => {
    const aliveBefore = new Set(ids);
    const first = look(sessions, living(1), { aliveBefore });
    const kept = aliveForNextLook({ reconciliation: first, aliveBefore }, false);
    expect(reasons(look(sessions, living(1), { aliveBefore: kept }))).toEqual(['mass_death']);
    const confirmed = aliveForNextLook({ reconciliation: first, aliveBefore }, true);
    expect(confirmed).toEqual(new Set(['a']));
    expect(reasons(look(sessions, living(1), { aliveBefore: confirmed }))).toHaveLength(5);
  });

  test('what vanished from one look comes back in the next', () => {
    const aliveBefore = new Set(ids);
    const first = look(sessions, [], { aliveBefore });
    const kept = aliveForNextLook({ reconciliation: first, aliveBefore }, false);
    expect(look(sessions, living(6), { aliveBefore: kept })).toMatchObject({
      conditions: [],
      sessions: { inSync: 6 },
    });
  });
});
