import { expect, it } from 'vitest';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { countOffers } from './group-words.ts';

const actions = [
  { verb: 'restart', offered: true, effect: '' },
  { verb: 'acknowledge', offered: true, effect: '' },
] as const;

it('counts a task once for what is done to it, and each condition for what is done to that', () => {
  const offers = countOffers([
    makeCondition.crashed({ id: 'session:a:process_exited', taskId: 'a', actions }),
    makeCondition.crashed({ id: 'environment:a:detached_head', taskId: 'a', actions }),
    makeCondition.crashed({ id: 'session:b:process_exited', taskId: 'b', actions }),
  ]);
  const byVerb = new Map(offers.map(({ verb, ids }) => [verb, ids]));
  expect(byVerb.get('restart')).toEqual(['session:a:process_exited', 'session:b:process_exited']);
  expect(byVerb.get('acknowledge')).toHaveLength(3);
});
