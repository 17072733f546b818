import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Operation } from '#shared/domain/plan.ts';
import { makeCondition } from '#shared/testing/make-condition.ts';
import type { Journal } from './open-journal.ts';
import { lastDays, summariseHistory } from './summarise-history.ts';
import { journalForEachTest } from './testing/journal-for-each-test.ts';

const own = journalForEachTest({ beforeEach, afterEach });

const crashed = makeCondition.crashed({ id: 'a', workAtRisk: { uncommittedFiles: 3 } });
const drifted = makeCondition.drifted({ id: 'b' });
const span = (one: Journal = own.journal) =>
  one.conditionHistory
    .since(0)
    .map(({ conditionId, appearedMs, clearedMs }) => [conditionId, appearedMs, clearedMs]);

test('keeps when a condition appeared and when it was gone, and what was last at risk', () => {
  const { conditionHistory } = own.journal;
  conditionHistory.record([crashed, drifted], 1000);
  conditionHistory.record([{ ...crashed, workAtRisk: { uncommittedFiles: 5 } }], 2000);
  conditionHistory.record([], 3000);
  conditionHistory.record([crashed], 4000);
  expect(span()).toEqual([
    ['a', 1000, 3000],
    ['b', 1000, 2000],
    ['a', 4000, undefined],
  ]);
  expect(conditionHistory.since(0)[0]?.workAtRisk).toEqual({ uncommittedFiles: 5 });
  expect(conditionHistory.since(2500).map(({ conditionId }) => conditionId)).toEqual(['a', 'a']);
  expect(conditionHistory.beganMs()).toBe(1000);
  expect(conditionHistory.prune(2500)).toBe(1);
});

test('writes nothing while nothing appears and nothing goes', () => {
  const other = own.home.open();
  own.journal.conditionHistory.record([crashed], 1000);
  const before = other.changeCounter();
  own.journal.conditionHistory.record([{ ...crashed, workAtRisk: { uncommittedFiles: 4 } }], 2000);
  expect(other.changeCounter()).toBe(before);
});

test('a terminal that looks at the same moment begins no second episode', () => {
  const other = own.home.open();
  own.journal.conditionHistory.record([], 500);
  other.conditionHistory.record([crashed], 1000);
  own.journal.conditionHistory.record([crashed], 1100);
  other.conditionHistory.record([], 2000);
  own.journal.conditionHistory.record([], 2100);
  expect(span()).toEqual([['a', 1000, 2000]]);
});

describe('what the charts draw', () => {
  const nowMs = new Date(2026, 0, 31, 14).getTime();
  const days = lastDays(nowMs, 2);
  const [yesterday, today] = days.map(({ startMs }) => startMs);
  if (yesterday === undefined || today === undefined) throw new Error('two days');
  const episode = (conditionId: string, appearedMs: number, clearedMs?: number) => ({
    conditionId,
    lane: 'crashed' as const,
    reason: 'process_gone' as const,
    workspace: '/repos/shop',
    workAtRisk: { uncommittedFiles: 2, minutes: 10 },
    appearedMs,
    clearedMs,
  });
  const operation = (conditionId: string, startedMs: number, verb: 'resume' | 'look_again') =>
    ({
      operationId: 'o',
      planId: 'p',
      verb,
      state: 'done',
      startedAt: new Date(startedMs).toISOString(),
      items: [
        { conditionId, subject: crashed.subject, title: '', verb, result: 'applied', why: '' },
      ],
    }) satisfies Operation;
  const stats = summariseHistory(
    [
      episode('a', yesterday + 1000, yesterday + 3000),
      episode('b', today + 1000, today + 9000),
      episode('c', today + 1000),
      episode('old', yesterday - 5000, today + 2000),
    ],
    [operation('a', yesterday + 2000, 'resume'), operation('b', today + 2000, 'look_again')],
    { fromMs: yesterday, toMs: nowMs, days, beganMs: yesterday - 5000 },
  );

  test('counts by the day they appeared, and how long those took that went', () => {
    expect(stats.days.map(({ day, crashed: count }) => [day, count])).toEqual([
      ['2026-01-30', 1],
      ['2026-01-31', 2],
    ]);
    expect(stats).toMatchObject({ appeared: 3, cleared: 3, medianRecoveryMs: 8000 });
    expect(stats.days[0]?.recoveryMs).toBe(2000);
    expect(stats.reasons).toEqual([{ reason: 'process_gone', count: 3, open: 1 }]);
  });

  test('calls work saved only where an operation set it right', () => {
    expect(stats.saved).toEqual({
      items: 1,
      uncommittedFiles: 2,
      unpushedCommits: 0,
      minutes: 10,
      usd: 0,
    });
  });
});
