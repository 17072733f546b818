import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cleanupPolicies,
  environmentStates,
  isRetiredEnvironment,
  type Environment,
} from '#shared/domain/environment.ts';
import {
  gitOperations,
  type EngineReading,
  type EnvironmentReading,
  type ProcessReading,
  type RepositoryReading,
  type WorktreeEntry,
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

const anyStatus = fc
  .record({
    conflictCount: fc.nat({ max: 3 }),
    untrackedCount: fc.nat({ max: 2 }),
    upstream: fc.constantFrom('origin/login', undefined),
    ahead: fc.constantFrom(0, 1, undefined),
    behind: fc.constantFrom(0, 2, undefined),
    unpushedCommits: fc.constantFrom(0, 1, undefined),
    nested: fc.constantFrom(undefined, [], ['kit']),
  })
  .map((one) => statusRead({ ...one, changeCount: one.conflictCount + one.untrackedCount }));

/** What a worktree's `.git`, its branch and its locks may look like, each seen or not. */
const anyTrouble = fc.record({
  link: fc.constantFrom<EnvironmentReading['link']>(
    undefined,
    { kind: 'none' },
    { kind: 'entry', adminDir: '/work/shop/.git/worktrees/x' },
    { kind: 'entry_gone', adminDir: '/work/shop/.git/worktrees/x' },
    { kind: 'foreign', gitDir: '/work/web/.git' },
    { kind: 'broken', why: 'it is no link' },
    { kind: 'unknown', why: 'permission denied' },
  ),
  movedTo: fc.constantFrom('/work/elsewhere', undefined),
  branch: fc.constantFrom<EnvironmentReading['branch']>('present', 'absent', 'unknown'),
  branchAt: fc.constantFrom('/work/shop', undefined),
  base: fc.constantFrom<EnvironmentReading['base']>('present', 'absent', 'unknown', undefined),
  lockHolder: fc.oneof(
    fc.constant(undefined),
    fc.constant({ kind: 'unnamed' as const }),
    anyProcess.map((process) => ({ kind: 'named' as const, pid: 4121, process })),
  ),
  gitAtWork: fc.constantFrom<EnvironmentReading['gitAtWork']>(
    undefined,
    { kind: 'none' },
    { kind: 'running', pid: 7 },
    { kind: 'unknown', why: 'permission denied' },
  ),
});

const anyReading: fc.Arbitrary<EnvironmentReading | undefined> = fc.oneof(
  fc.constant(undefined),
  fc
    .tuple(
      fc.constantFrom(...Object.values(environmentReading)),
      fc.option(anyProcess, { nil: undefined }),
      fc.record({
        branch: fc.constantFrom('rollcall/login', 'elsewhere', undefined),
        isDetached: fc.boolean(),
        operation: fc.constantFrom(...gitOperations, undefined),
        head: fc.constantFrom('a'.repeat(40), undefined),
        indexLockedSince: fc.constantFrom(ago(1000), ago(1e7), undefined),
        locked: fc.constantFrom({ reason: '' }, undefined),
      }),
      anyStatus,
      anyTrouble,
    )
    .map(([make, leaseHolder, more, status, trouble]) => {
      const like = make();
      const isThere = like.path.kind === 'present';
      return make({
        leaseHolder,
        ...trouble,
        movedTo: like.path.kind === 'absent' ? trouble.movedTo : undefined,
        ...(like.worktree === undefined
          ? {}
          : { worktree: makeWorktreeEntry(isThere ? more : { ...more, realPath: undefined }) }),
        ...(like.status?.kind === 'read' ? { status } : {}),
      });
    }),
);

const missingEntry = (name: string, more: Partial<WorktreeEntry>): WorktreeEntry =>
  makeWorktreeEntry({ path: `/work/${name}`, realPath: undefined, ...more });

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
      isHolderNamed: fc.boolean(),
      holderHost: fc.constantFrom('desk', 'lap', undefined),
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
                      holder: {
                        ...makeLease.held().holder,
                        sessionId: environment.isHolderNamed ? `s-${id}` : undefined,
                        host: environment.holderHost,
                      },
                    }),
                  }
                : {}),
            }),
          ],
    ),
  });
}

/** A situation of up to six tasks with everything around them, each part there or not, seen or not. */
const anySituation: fc.Arbitrary<Situation> = fc
  .record({
    slots: fc.array(anySlot, { maxLength: 6 }),
    isTmuxReadable: fc.boolean(),
    isRepositoryReadable: fc.boolean(),
    unclaimed: fc.subarray([
      makeUnclaimed(),
      makeUnclaimed({ path: '/work/shop.worktrees/spike', worktree: makeWorktreeEntry() }),
    ]),
    entries: fc.subarray([
      makeWorktreeEntry(),
      missingEntry('gone', { parent: 'present' }),
      missingEntry('away', { parent: 'absent' }),
      missingEntry('held', { parent: 'present', locked: { reason: 'pid 4121' } }),
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
      one.isRepositoryReadable ? repositoryRead(one.entries) : repositoryUnknown(),
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
        repositories: seen.repositories
          .toReversed()
          .map((one) =>
            one.kind === 'read' ? { ...one, worktrees: one.worktrees.toReversed() } : one,
          ),
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
  const harmless = new Set(['look_again', 'acknowledge', 'snooze']);
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

/** Verbs that take something away or set it back: never in the dark. */
const touches = ['clean_up', 'archive', 'restart', 'recreate', 'finish_or_abort'];

test('a lock or a lease whose holder may be alive is nothing to act against', () => {
  holds((given, { conditions }) => {
    const readings = new Map(given.observed.environments.map((one) => [one.environmentId, one]));
    for (const { reason, actions, environmentId } of conditions) {
      const offered = actions.filter((one) => one.offered).map(({ verb }) => verb);
      const { lockHolder, worktree } = readings.get(environmentId ?? '') ?? {};
      const life = lockHolder?.kind === 'named' ? lockHolder.process.kind : 'unknown';
      const isHeld = worktree?.locked !== undefined && (life === 'alive' || life === 'unknown');
      if (reason === 'locked_and_missing' && isHeld) expect(offered).not.toContain('recreate');
      if (isHeld && lockHolder?.kind === 'named' && reason !== 'index_lock_abandoned')
        expect(offered).not.toContain('unlock');
      if (reason === 'lease_holder_unknown') expect(offered).not.toContain('release_lease');
    }
  });
});

test('a worktree whose contents could not be seen is neither set back nor taken away', () => {
  fc.assert(
    fc.property(anySituation, (given) => {
      const unseen: Situation = {
        ...given,
        observed: {
          ...given.observed,
          unclaimed: [],
          repositories: [repositoryUnknown()],
          environments: given.observed.environments.map((one) => ({
            ...environmentReading.statusUnknown({ leaseHolder: one.leaseHolder }),
            environmentId: one.environmentId,
          })),
        },
      };
      for (const { proposed, reason, subject, actions } of reconcile(unseen).conditions)
        if (subject.kind === 'environment' && !reason.startsWith('lease_')) {
          if (unseen.recorded.environments.some(({ record }) => isWhole(record, subject.id))) {
            expect(touches).not.toContain(proposed);
            const offered = actions.filter((one) => one.offered).map(({ verb }) => verb);
            for (const verb of touches) expect(offered).not.toContain(verb);
          }
        }
    }),
    runs,
  );
});

const isWhole = ({ id, git, executionMode }: Environment, subjectId: string): boolean =>
  id === subjectId && git !== undefined && executionMode === 'git_worktree';

test('a cause explains at least two conditions, in the same words', () => {
  holds((_given, { conditions }) => {
    const titles = new Map<string, string[]>();
    for (const { cause } of conditions)
      if (cause !== undefined) titles.set(cause.id, [...(titles.get(cause.id) ?? []), cause.title]);
    for (const same of titles.values()) {
      expect(same.length).toBeGreaterThan(1);
      expect(new Set(same).size).toBe(1);
    }
  });
});
