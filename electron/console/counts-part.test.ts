import { expect, test } from 'vitest';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { makeView } from '#shared/testing/make-view.ts';
import { emptyView } from './build-view.ts';
import { createCountsPart } from './counts-part.ts';

test('nobody is told that nothing needs them before a first look has ended, even when it failed', () => {
  const countsOf = createCountsPart(() => true);
  const before = emptyView('/home');
  const failed = { ...before, header: { ...before.header, failure: 'the disk is gone' } };
  expect(countsOf(failed)).toBeUndefined();
  const view = makeView({ conditions: [makeCondition.crashed()] });
  expect(countsOf(view)).toMatchObject({ crashed: 1 });
  expect(countsOf(view)).toBeUndefined();
  expect(countsOf(makeView({ conditions: [] }))).toMatchObject({ crashed: 0 });
});

test('nobody is told that nothing needs them while a place has not answered since the start', () => {
  let isWhole = false;
  const countsOf = createCountsPart(() => isWhole);
  expect(countsOf(makeView({ conditions: [] }))).toBeUndefined();
  // What is there already is told at once.
  expect(countsOf(makeView({ conditions: [makeCondition.crashed()] }))).toMatchObject({
    crashed: 1,
  });
  isWhole = true;
  expect(countsOf(makeView({ conditions: [] }))).toMatchObject({ crashed: 0 });
});
