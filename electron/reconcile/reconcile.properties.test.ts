import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cleanupPolicies,
  environmentStates,
  isRetiredEnvironment,
} from '#shared/domain/environment.ts';
import type {
  EngineReading,
  EnvironmentReading,
  ProcessReading,
  RepositoryReading,
} from '#shared/domain/observation.ts';
import type { Reconciliation, Situation } from '#shared/domain/reconciliation.ts';
import { sessionStatuses } from '#shared/domain/session.ts';
import { taskStates } from '#shared/domain/task.ts';
import { applyTransitions } from '#shared/testing/apply-transitions.ts';
import {
  absent,
  alive,
  engineRead,
  engineUnreadable,
  environmentReading,
  makeEntry,
  makeUnclaimed,
  makeWorktreeEntry,
  repositoryRead,
  repositoryUnknown,
  reused,
  statusRead,
  unknownProcess,
} from '#shared/testing/make-reading.ts';
import {
  makeCheckpoint,
  makeEnvironment,
  makeLease,
  makeRun,
  makeSession,
  makeTask,
} from '#shared/testing/make-record.ts';
import { observed, recordSet, situation } from '#shared/testing/make-situation.ts';
import { later, moments } from '#shared/testing/moments.ts';
import { reconcile } from './reconcile.ts';

const ago = (ms: number) => later(moments.now, -ms);

const anyProcess: fc.Arbitrary<ProcessReading> = fc.oneof(
  fc.constant(alive()),
  fc.constant(alive({ startTime: '1' })),
  fc.constant(absent()),
  fc.constant(reused()),
  fc.constant(reused({ bootId: 'boot-2' })),
  fc.constant(unknownProcess()),
);

const anyReading: fc.Arbitrary<EnvironmentReading | undefined> = fc.oneof(
  fc.constant(undefined),
  fc
    .tuple(
      fc.constantFrom(...Object.values(environmentReading)),
      fc.option(anyProcess, { nil: undefined }),
      fc.record({
        branch: fc.constantFrom('rollcall/login', 'elsewhere', undefined),
        isDetached: fc.boolean(),
        operation: fc.constantFrom('rebase' as const, 'merge' as const, undefined),
        indexLockedSince: fc.constantFrom(ago(1000), ago(1e7), undefined),
        locked: fc.constantFrom({ reason: '' }, undefined),
      }),
      fc.nat({ max: 3 }),
    )
    .map(([make, leaseHolder, more, conflictCount]) => {
      const like = make();
      return make({
        leaseHolder,
        ...(like.worktree === undefined ? {} : { worktree: makeWorktreeEntry(more) }),
        ...(like.status?.kind === 'read'
          ? { status: statusRead({ changeCount: conflictCount, conflictCount }) }
          : {}),
      });
    }),
);

/** One task with everything around it, each part there or not. */
const anySlot = fc.record({
  state: fc.constantFrom(...taskStates),
  reasons: fc.subarray(['Waits for task x.', 'Interrupted: it has no checkpoint to go on from.']),
  isBegun: fc.boolean(),
  needs: fc.nat({ max: 5 }),
  hasTask: fc.boolean(),
  isPublished: fc.boolean(),
  session: fc.option(
    fc.record({
      status: fc.constantFrom(...sessionStatuses),
      startedAt: fc.constantFrom(ago(1000), moments.started),
      lastHeartbeatAt: fc.constantFrom(undefined, ago(1000), ago(400_000)),
      host: fc.constantFrom('desk', 'lap', undefined),
      engine: fc.constantFrom('process', 'tmux', 'never-asked'),
    }),
    { nil: undefined },
  ),
  entry: fc.option(
    fc.record({
      process: anyProcess,
      exitCode: fc.constantFrom(undefined, 0, 3),
      status: fc.constantFrom(undefined, ...sessionStatuses),
    }),
    { nil: undefined },
  ),
  checkpoint: fc.constantFrom(undefined, ...Object.values(makeCheckpoint)),
  environment: fc.option(
    fc.record({
      make: fc.constantFrom(...Object.values(makeEnvironment)),
      state: fc.constantFrom(...environmentStates),
      cleanupPolicy: fc.constantFrom(...cleanupPolicies),
      updatedAt: fc.constantFrom(ago(1000), moments.started),
      isLeased: fc.boolean(),
      isWhole: fc.boolean(),
      expiresAt: fc.constantFrom(undefined, ago(1000)),
    }),
    { nil: undefined },
  ),
  reading: anyReading,
});
type Slot = typeof anySlot extends fc.Arbitrary<infer T> ? T : never;

function recordsOf(slots: readonly Slot[]) {
  const numbered = slots.map((slot, index) => ({ slot, id: `t-${index}` }));
  const placed = numbered.filter(({ slot }) => slot.environment !== undefined);
  return recordSet({
    runs: [makeRun({ id: 'top' }), makeRun({ parentRunId: 'top' })],
    tasks: numbered
      .filter(({ slot }) => slot.hasTask)
      .map(({ slot, id }) =>
        makeTask.running({
          id,
          state: slot.state,
          blockedReasons: slot.state === 'blocked' ? slot.reasons : [],
          startedAt: slot.isBegun ? moments.started : undefined,
          dependsOn: [`t-${slot.needs}`],
          resultPublished: slot.isPublished,
          environmentId: slot.environment === undefined ? undefined : `env-${id}`,
        }),
      ),
    sessions: numbered.flatMap(({ slot, id }) =>
      slot.session === undefined
        ? []
        : [makeSession.running({ id: `s-${id}`, taskId: id, ...slot.session })],
    ),
    checkpoints: numbered.flatMap(({ slot, id }) =>
      slot.checkpoint === undefined ? [] : [slot.checkpoint({ id: `c-${id}`, taskId: id })],
    ),
    environments: placed.flatMap(({ slot: { environment }, id }) =>
      environment === undefined
        ? []
        : [
            environment.make({
              id: `env-${id}`,
              taskId: id,
              state: environment.state,
              cleanupPolicy: environment.cleanupPolicy,
              updatedAt: environment.updatedAt,
              ...(environment.isWhole ? {} : { git: undefined }),
              ...(environment.isLeased
                ? {
                    lease: makeLease.held({
                      expiresAt: environment.expiresAt,
                      holder: { ...makeLease.held().holder, sessionId: `s-${id}` },
                    }),
                  }
                : {}),
            }),
          ],
    ),
  });
}

const anySituation: fc.Arbitrary<Situation> = fc
  .record({
    slots: fc.array(anySlot, { maxLength: 6 }),
    isTmuxReadable: fc.boolean(),
    isRepositoryReadable: fc.boolean(),
    unclaimed: fc.subarray([
      makeUnclaimed(),
      makeUnclaimed({ path: '/work/shop.worktrees/spike', worktree: makeWorktreeEntry() }),
    ]),
    isAliveBefore: fc.boolean(),
    isRunUnreadable: fc.boolean(),
  })
  .map(({ slots, ...one }) => {
    const entries = slots.flatMap(({ entry, session }, index) =>
      entry === undefined
        ? []
        : [
            {
              engine: session?.engine ?? 'process',
              entry: makeEntry({ sessionId: `s-t-${index}`, ...entry }),
            },
          ],
    );
    const of = (name: string) =>
      entries.filter(({ engine }) => engine === name).map(({ entry }) => entry);
    const engines: EngineReading[] = [
      engineRead(of('process')),
      one.isTmuxReadable ? engineRead(of('tmux'), 'tmux') : engineUnreadable('tmux'),
    ];
    const repositories: RepositoryReading[] = [
      one.isRepositoryReadable ? repositoryRead() : repositoryUnknown(),
    ];
    return situation({
      recorded: recordsOf(slots),
      observed: observed({
        engines,
        repositories,
        unclaimed: one.unclaimed,
        environments: slots.flatMap(({ reading }, index) =>
          reading === undefined ? [] : [{ ...reading, environmentId: `env-t-${index}` }],
        ),
      }),
      aliveBefore: one.isAliveBefore ? new Set(slots.map((_, index) => `s-t-${index}`)) : new Set(),
      unreadableRunIds: one.isRunUnreadable ? new Set(['run-1']) : new Set(),
    });
  });

const runs = { numRuns: 1500 };

const holds = (claim: (given: Situation, outcome: Reconciliation) => void): void =>
  fc.assert(
    fc.property(anySituation, (given) => claim(given, reconcile(given))),
    runs,
  );

test('the order in which things were recorded and seen does not matter', () => {
  holds((given, outcome) => {
    const { recorded, observed: seen } = given;
    const turned: Situation = {
      ...given,
      recorded: {
        ...recorded,
        runs: recorded.runs.toReversed(),
        tasks: recorded.tasks.toReversed(),
        sessions: recorded.sessions.toReversed(),
        checkpoints: recorded.checkpoints.toReversed(),
        environments: recorded.environments.toReversed(),
      },
      observed: {
        ...seen,
        engines: seen.engines
          .toReversed()
          .map((one) =>
            one.kind === 'read' ? { ...one, entries: one.entries.toReversed() } : one,
          ),
        environments: seen.environments.toReversed(),
        unclaimed: seen.unclaimed.toReversed(),
      },
    };
    expect(reconcile(turned)).toEqual(outcome);
  });
});

test('what the rules have written they do not write again, and they say the same after it', () => {
  holds((given, outcome) => {
    const recorded = applyTransitions(given.recorded, outcome.transitions);
    const again = reconcile({ ...given, recorded });
    expect(again.transitions).toEqual([]);
    expect(again.environments).toEqual(outcome.environments);
    const named = ({ conditions }: Reconciliation) =>
      conditions.map(({ id, signature, proposed }) => ({ id, signature, proposed }));
    expect(named(again)).toEqual(named(outcome));
  });
});

test('every condition has its own name and something that may be done', () => {
  holds((_given, { conditions }) => {
    expect(new Set(conditions.map(({ id }) => id)).size).toBe(conditions.length);
    for (const { actions, proposed, message } of conditions) {
      const verbs = actions.map(({ verb }) => verb);
      expect(new Set(verbs).size).toBe(verbs.length);
      const offered = actions.filter((one) => one.offered).map(({ verb }) => verb);
      expect(offered).toContain(proposed);
      expect(message).toMatch(/^\S.*\.$/u);
      expect(message).not.toMatch(/undefined|null|NaN|\[object/u);
    }
  });
});

test('a process alive with its recorded identity is never called crashed', () => {
  const crashes = new Set(['process_exited', 'process_gone', 'pid_reused', 'finished_unrecorded']);
  holds((given, { conditions }) => {
    const called = new Set(
      conditions.filter(({ reason }) => crashes.has(reason)).map(({ subject }) => subject.id),
    );
    for (const engine of given.observed.engines)
      if (engine.kind === 'read')
        for (const { sessionId, process } of engine.entries)
          if (process.kind === 'alive' && process.identity.startTime === '880042')
            expect(called).not.toContain(sessionId);
  });
});

test('whoever may be alive keeps its task and its lease', () => {
  holds((given, outcome) => {
    const written = new Set(outcome.transitions.map(({ audit }) => audit.subject));
    for (const { record } of given.recorded.sessions)
      if (outcome.alive.has(record.id)) expect(written).not.toContain(`task:${record.taskId}`);
  });
});

/** The same situation, seen by eyes that could look at nothing. */
function blinded(given: Situation): Situation {
  const { observed: seen, recorded } = given;
  return {
    ...given,
    recorded: {
      ...recorded,
      // What is recorded as over needs no look.
      sessions: recorded.sessions.filter(({ record }) => record.status !== 'exit'),
      environments: recorded.environments.map((one) =>
        isRetiredEnvironment(one.record)
          ? { ...one, record: { ...one.record, state: 'ready' as const } }
          : one,
      ),
    },
    observed: {
      ...seen,
      engines: [engineUnreadable('process'), engineUnreadable('tmux')],
      repositories: [repositoryUnknown()],
      unclaimed: [],
      environments: seen.environments.map((one, index) => ({
        ...(index % 2 === 0
          ? environmentReading.pathUnknown({ leaseHolder: unknownProcess() })
          : environmentReading.volumeGone({ leaseHolder: unknownProcess() })),
        environmentId: one.environmentId,
      })),
    },
  };
}

test('what could not be looked at changes no record and offers nothing that writes one', () => {
  const harmless = new Set(['look_again', 'acknowledge']);
  fc.assert(
    fc.property(anySituation, (one) => {
      const given = blinded(one);
      const { transitions, conditions } = reconcile(given);
      expect(transitions).toEqual([]);
      const alone = new Set(
        given.recorded.tasks
          .filter(
            ({ record }) =>
              record.environmentId === undefined &&
              !given.recorded.sessions.some(({ record: { taskId } }) => taskId === record.id),
          )
          .map(({ record }) => record.id),
      );
      for (const { actions, taskId } of conditions)
        // A task without session and environment has nothing that could be unknown.
        if (taskId === undefined || !alone.has(taskId))
          for (const { verb, offered } of actions) if (offered) expect(harmless).toContain(verb);
    }),
    runs,
  );
});
