import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRetiredEnvironment, type Environment } from '#shared/domain/environment.ts';
import type { Reconciliation, Situation } from '#shared/domain/reconciliation.ts';
import { situationOf } from '#shared/testing/any-situation.ts';
import { applyTransitions } from '#shared/testing/apply-transitions.ts';
import {
  engineUnreadable,
  environmentReading,
  repositoryUnknown,
  unknownProcess,
} from '#shared/testing/make-reading.ts';
import { reconcile } from './reconcile.ts';

const anySituation = situationOf(6);

/** `ROLLCALL_FUZZ=full`: as many as Rollcall promises. */
const runs = { numRuns: process.env['ROLLCALL_FUZZ'] === 'full' ? 10_000 : 700 };

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
        workers: recorded.workers.toReversed(),
        pipelineItems: recorded.pipelineItems.toReversed(),
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
        coordinators: seen.coordinators?.toReversed(),
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
      // Time alone decides these.
      pipelineItems: [],
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
      coordinators: [],
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
const touches = ['clean_up', 'archive', 'restart', 'recreate', 'finish_or_abort', 'switch_back'];

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
