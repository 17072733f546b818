import { expect, it } from 'vitest';
import { runStaleTrials, type StaleOutcome } from '#e2e/bench/stale-trials.ts';

// A sample of `npm run bench stale`, the same one every time.
it('refuses a plan whose world has moved, and no other', { timeout: 120_000 }, async () => {
  const outcomes: StaleOutcome[] = [];
  const seeds = Array.from({ length: 40 }, (_, at) => at + 1);
  await runStaleTrials(seeds, (outcome) => outcomes.push(outcome));
  expect(outcomes.filter(({ problem }) => problem !== undefined)).toEqual([]);
  expect(outcomes.filter(({ isRelevant }) => isRelevant).length).toBeGreaterThan(10);
  expect(outcomes.filter(({ isRelevant }) => !isRelevant).length).toBeGreaterThan(10);
});
