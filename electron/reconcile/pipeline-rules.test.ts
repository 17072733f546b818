import { expect, test } from 'vitest';
import type { PipelineItem } from '#shared/domain/worker.ts';
import { observed, recordSet, situation } from '#shared/testing/make-situation.ts';
import { later, moments } from '#shared/testing/moments.ts';
import { reconcile } from './reconcile.ts';

const hourMs = 3_600_000;

const makeItem = (overrides: Partial<PipelineItem> = {}): PipelineItem => ({
  id: '812',
  name: 'Search box',
  stage: 'merge',
  retryCount: 0,
  blocked: false,
  frozen: false,
  dependsOn: [],
  ...overrides,
});

function look(item: PipelineItem) {
  const outcome = reconcile(
    situation({
      recorded: recordSet({ pipelineItems: [item] }),
      observed: observed({ bootedAt: later(moments.now, -hourMs) }),
    }),
  );
  return {
    reasons: outcome.conditions.map(({ reason }) => reason),
    verbs: outcome.transitions.map(({ audit }) => audit.verb),
    after: outcome.transitions.flatMap(({ changes }) => changes.map((change) => change.after)),
  };
}

test('three merge failures in a row block an item', () => {
  const { reasons, verbs, after } = look(makeItem({ mergeFailures: 3 }));
  expect(reasons).toEqual(['merge_failures']);
  expect(verbs).toEqual(['item_blocked']);
  expect(after).toMatchObject([{ id: '812', blocked: true }]);
  expect(look(makeItem({ mergeFailures: 3, blocked: true })).verbs).toEqual([]);
});

test('two failures, or three with somebody attached to mend it, do not', () => {
  expect(look(makeItem({ mergeFailures: 2 })).reasons).toEqual([]);
  const attended = look(makeItem({ mergeFailures: 5, recoveryAgentAttached: true }));
  expect(attended).toEqual({ reasons: [], verbs: [], after: [] });
});

test('what is merged has not failed, however often it did before', () => {
  const merged = makeItem({ stage: 'done', enteredStageAt: moments.now, mergeFailures: 4 });
  expect(look(merged)).toEqual({ reasons: [], verbs: [], after: [] });
});

test('a merge job of an earlier boot is forgotten, one of this boot is not', () => {
  const job = (serverStartedAt: string) =>
    makeItem({ mergeJob: { startedAt: moments.started, serverStartedAt } });
  const stale = look(job(later(moments.now, -2 * hourMs)));
  expect(stale.verbs).toEqual(['merge_job_forgotten']);
  expect(stale.after[0]).not.toHaveProperty('mergeJob');
  expect(look(job(later(moments.now, -hourMs / 2))).verbs).toEqual([]);
});

test('what has been done for four hours is archived', () => {
  const done = (ago: number) =>
    look(makeItem({ stage: 'done', enteredStageAt: later(moments.now, -ago) }));
  expect(done(3 * hourMs).verbs).toEqual([]);
  expect(done(4 * hourMs).after).toMatchObject([{ stage: 'archived' }]);
});
