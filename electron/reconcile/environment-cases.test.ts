import { describe, expect, test } from 'vitest';
import { isInterruptionReason } from '#shared/domain/blocked-reason.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type { EnvironmentReading } from '#shared/domain/observation.ts';
import { applyTransitions } from '#shared/testing/apply-transitions.ts';
import { absent, engineRead, environmentReading } from '#shared/testing/make-reading.ts';
import { makeEnvironment, makeLease, makeRun, makeTask } from '#shared/testing/make-record.ts';
import { observed, recordSet, situation } from '#shared/testing/make-situation.ts';
import { cleanupCases, environmentCases } from '#shared/testing/reference-environment-cases.ts';
import { cleanupDisposition } from './cleanup-disposition.ts';
import { reconcile } from './reconcile.ts';

type Case = (typeof environmentCases)[number];

const make = {
  git_worktree: makeEnvironment.worktree,
  isolated_workspace: makeEnvironment.isolated,
  shared_workspace: makeEnvironment.shared,
  remote: makeEnvironment.remote,
} as const;

function readingOf({ mode, isPresent, isRegistered, isDirty }: Case): EnvironmentReading {
  if (mode !== 'git_worktree')
    return isPresent ? environmentReading.plain() : environmentReading.plainMissing();
  if (!isPresent) return environmentReading.missing();
  if (isRegistered === false) return environmentReading.unregistered();
  return isDirty === true ? environmentReading.dirty() : environmentReading.clean();
}

function look(one: Case) {
  const lease = one.isLeaseAbandoned === true ? makeLease.held() : undefined;
  const environment: Environment = make[one.mode](lease === undefined ? {} : { lease });
  const tasks = one.task === undefined ? [] : [makeTask[one.task]({ executionMode: one.mode })];
  const recorded = recordSet({ runs: [makeRun()], tasks, environments: [environment] });
  const reading = readingOf(one);
  const outcome = reconcile(
    situation({
      recorded,
      observed: observed({
        engines: [engineRead()],
        environments: [lease === undefined ? reading : { ...reading, leaseHolder: absent() }],
      }),
    }),
  );
  return { outcome, after: applyTransitions(recorded, outcome.transitions) };
}

describe('environments, as in the reference or better', () => {
  test.each(environmentCases)('$title', (one) => {
    const { outcome, after } = look(one);
    expect(outcome.environments).toMatchObject([
      {
        health: one.health,
        recoveryStatus: one.recoveryStatus,
        recoveryAction: one.recoveryAction,
        ...(one.state === undefined ? {} : { state: one.state }),
      },
    ]);
    const task = after.tasks[0]?.record;
    const aboutPlace = (task?.blockedReasons ?? []).filter(
      (reason) => !isInterruptionReason(reason),
    );
    expect(aboutPlace).toHaveLength(one.blockedBecause === undefined ? 0 : 1);
    if (one.blockedBecause !== undefined) {
      expect(task?.state).toBe('blocked');
      expect(aboutPlace[0]).toMatch(one.blockedBecause);
    }
  });

  test('the running task of an abandoned lease is blocked as interrupted, and for that alone', () => {
    const one = environmentCases.find(({ isLeaseAbandoned }) => isLeaseAbandoned === true);
    if (one === undefined) throw new Error('the case is gone');
    const { after } = look(one);
    expect(after.tasks[0]?.record).toMatchObject({
      state: 'blocked',
      blockedReasons: ['Interrupted: it has no checkpoint to go on from.'],
    });
    expect(after.environments[0]?.record.lease?.releasedAt).toBeUndefined();
  });
});

describe('what a cleanup policy wants', () => {
  const every = cleanupCases.flatMap(({ policy, endings, isClean, disposition }) =>
    endings.flatMap((ending) =>
      isClean.map((clean) => ({
        policy,
        ending,
        clean,
        disposition,
        word: clean ? 'clean' : 'dirty',
      })),
    ),
  );
  test.each(every)('$policy after $ending, $word: $disposition', (one) => {
    expect(cleanupDisposition(one.policy, one.ending, one.clean)).toBe(one.disposition);
  });
});
