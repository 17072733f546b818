import { expect, test } from 'vitest';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { moments } from '#shared/testing/moments.ts';
import { joinWords, selectConditions } from './read-query.ts';

const conditions = [
  makeCondition.blocked({ id: 'quiet', workAtRisk: {} }),
  makeCondition.crashed({ id: 'risky', workAtRisk: { uncommittedFiles: 9 } }),
];
const select = (text: string) =>
  selectConditions(conditions, text, moments.now).map(({ id }) => id);

test('the terminal finds what the search field finds, most at risk first', () => {
  expect(select('')).toEqual(['risky', 'quiet']);
  expect(select('risk:>0')).toEqual(['risky']);
  expect(select('-lane:crashed')).toEqual(['quiet']);
});

test('a part that is not understood is refused with its place, not left out', () => {
  expect(() => select('lane:crashed age:yesterday')).toThrow(
    '  lane:crashed age:yesterday\n               ^^^^^^^^^^^^^\n' +
      '“age:yesterday” is not understood; try age:>1h.',
  );
});

test('what the shell took the quotation marks from is still one phrase', () => {
  expect(joinWords(['lane:crashed', 'two words'])).toBe('lane:crashed "two words"');
  expect(joinWords(['-workspace:/my code', 'x'])).toBe('-workspace:"/my code" x');
  expect(joinWords(['lane:crashed two'])).toBe('lane:crashed two');
});
