import { expect, test } from 'vitest';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { describeConditions } from './describe.ts';

test('what git said on several lines, and a name that holds one, forge no line of the list', () => {
  const told = { title: 'login\ncrashed   another', message: 'It failed: fatal:\n  no such ref\n' };
  const lines = describeConditions([makeCondition.crashed(told)]).split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain('login crashed   another');
  expect(lines[1]?.trim()).toBe('It failed: fatal: no such ref');
});
