import { expect, test } from 'vitest';
import { makeTaskRow } from '#shared/testing/make-view.ts';
import { runCosts } from './run-costs.ts';

const runs = [{ id: 'top' }, { id: 'below', parentRunId: 'top' }];

test('a run costs what its tasks and the runs below it cost; the unknown is no zero', () => {
  const costs = runCosts(runs, [
    makeTaskRow({ runId: 'top', costUsd: 1.5, workedMs: 1000 }),
    makeTaskRow({ runId: 'below', costUsd: 0.5, tokens: 40, workedMs: 2000 }),
    makeTaskRow({ runId: 'below' }),
  ]);
  expect(costs.get('below')).toEqual({ usd: 0.5, tokens: 40, workedMs: 2000 });
  expect(costs.get('top')).toEqual({ usd: 2, tokens: 40, workedMs: 3000 });
});

test('runs that name each other as parents count a task once', () => {
  const circle = [
    { id: 'a', parentRunId: 'b' },
    { id: 'b', parentRunId: 'a' },
  ];
  const costs = runCosts(circle, [makeTaskRow({ runId: 'a', costUsd: 1 })]);
  expect([costs.get('a')?.usd, costs.get('b')?.usd]).toEqual([1, 1]);
});
