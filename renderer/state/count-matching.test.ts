import { expect, test } from 'vitest';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { countMatching } from './count-matching.ts';

test('counts what each saved search finds, a few hundred rows at a time', () => {
  const conditions = Array.from({ length: 1200 }, (_, at) =>
    at % 3 === 0
      ? makeCondition.crashed({ id: `${at}`, title: at === 0 ? 'Rate limiter' : 'Prices' })
      : makeCondition.blocked({ id: `${at}` }),
  );
  const counting = countMatching(conditions, ['lane:crashed', 'limiter', '', 'lane:drifted'], 0);
  let pauses = 0;
  let step = counting.next();
  while (step.done !== true) {
    pauses += 1;
    step = counting.next();
  }
  expect(step.value).toEqual([400, 1, 1200, 0]);
  expect(pauses).toBe(2);
});
