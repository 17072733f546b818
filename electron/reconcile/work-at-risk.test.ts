import { expect, test } from 'vitest';
import type { Checkpoint } from '#shared/domain/checkpoint.ts';
import { applyTransitions } from '#shared/testing/apply-transitions.ts';
import { absent, engineRead, environmentReading, makeEntry } from '#shared/testing/make-reading.ts';
import {
  makeCheckpoint,
  makeEnvironment,
  makeRun,
  makeSession,
  makeTask,
} from '#shared/testing/make-record.ts';
import { observed, recordSet, situation } from '#shared/testing/make-situation.ts';
import { later, moments } from '#shared/testing/moments.ts';
import { reconcile } from './reconcile.ts';

const minutes = (n: number) => n * 60_000;

const crashed = (checkpoint?: Checkpoint) =>
  situation({
    recorded: recordSet({
      runs: [makeRun()],
      tasks: [makeTask.running({ cost: { usd: 2.4, tokens: 184_200 } })],
      sessions: [makeSession.running({ lastHeartbeatAt: later(moments.started, minutes(90)) })],
      environments: [makeEnvironment.worktree()],
      checkpoints: checkpoint === undefined ? [] : [checkpoint],
    }),
    observed: observed({
      engines: [engineRead([makeEntry({ process: absent() })])],
      environments: [environmentReading.dirty()],
    }),
  });

const riskOf = (given: ReturnType<typeof crashed>) => reconcile(given).conditions[0]?.workAtRisk;

test('files, commits, minutes and cost are told, each as far as it was seen', () => {
  expect(riskOf(crashed())).toEqual({
    uncommittedFiles: 3,
    untrackedFiles: 1,
    unpushedCommits: 1,
    minutes: 90,
    usd: 2.4,
    tokens: 184_200,
  });
});

test('minutes count from the last boundary, also after the interruption was written', () => {
  const given = crashed(
    makeCheckpoint.resumable({ updatedAt: later(moments.started, minutes(60)) }),
  );
  expect(riskOf(given)).toMatchObject({ minutes: 30 });
  const recorded = applyTransitions(given.recorded, reconcile(given).transitions);
  expect(recorded.checkpoints[0]?.record.stage).toBe('blocked');
  expect(riskOf({ ...given, recorded })).toMatchObject({ minutes: 30 });
});

test('what was spent before the last boundary is not at risk, nor what another session spent', () => {
  const atBoundary = (usd: number) => ({ costAtBoundary: { usd, tokens: 100_000 } });
  const given = crashed(makeCheckpoint.resumable(atBoundary(1.1)));
  expect(riskOf(given)).toMatchObject({ usd: 1.3, tokens: 84_200 });
  const [one] = given.recorded.sessions;
  if (one === undefined) throw new Error('There is no session.');
  const session = { ...one, record: { ...one.record, cost: { usd: 0.4 } } };
  const resumed = { ...given, recorded: { ...given.recorded, sessions: [session] } };
  expect(riskOf(resumed)).toMatchObject({ usd: 0.4, tokens: 84_200 });
});

test('a boundary of an earlier session does not make this one longer', () => {
  const given = crashed(
    makeCheckpoint.resumable({ updatedAt: later(moments.started, -minutes(60)) }),
  );
  expect(riskOf(given)).toMatchObject({ minutes: 90 });
});
