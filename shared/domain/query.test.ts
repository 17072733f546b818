import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { parseQuery, toSearched, underline } from './query.ts';

const nowMs = Date.parse('2026-01-31T12:00:00.000Z');
const list = [
  makeCondition.crashed({ id: 'c', since: '2026-01-31T11:30:00.000Z' }),
  makeCondition.orphaned({ id: 'o', since: '2026-01-31T09:00:00.000Z' }),
  makeCondition.drifted({ id: 'd', since: '2026-01-29T09:00:00.000Z' }),
  makeCondition.blocked({ id: 'b', since: '2026-01-31T11:59:00.000Z' }),
];

function found(query: string): string {
  const { test } = parseQuery(query);
  return list
    .filter((condition) => test(toSearched(condition), nowMs))
    .map(({ id }) => id)
    .join('');
}

describe('the filter', () => {
  it.each([
    ['', 'codb'],
    ['lane:crashed', 'c'],
    ['lane:crashed lane:drifted', 'cd'],
    ['-lane:crashed', 'odb'],
    ['reason:directory', 'd'],
    ['workspace:shop agent:codex', 'd'],
    ['risk:>0', 'c'],
    ['risk:0', 'b'],
    ['risk:unknown', 'od'],
    ['age:>1h', 'od'],
    ['age:>1h age:<1d', 'o'],
    ['LOGIN form', 'c'],
    ['"login form"', 'c'],
    ['"form login"', ''],
    ['lane:', 'codb'],
    ['cause:reboot', ''],
    ['-cause:reboot', 'codb'],
    ['workspace:"/repos/shop"', 'codb'],
    ['-"login form" lane:crashed', ''],
    ['  lane:crashed   ', 'c'],
    ['-', 'codb'],
  ])('%j finds %j', (query, expected) => {
    expect(found(query)).toBe(expected);
  });

  it('says what it did not understand, and hides nothing for it', () => {
    expect(parseQuery('lane:crashed risk:lots').problems).toEqual([
      { at: 13, length: 9, message: '“risk:lots” is not understood; try risk:>0' },
    ]);
    expect(found('risk:lots')).toBe('codb');
  });

  it('names the place for a terminal', () => {
    const text = 'age:old lane:crashed';
    const [problem] = parseQuery(text).problems;
    expect(problem && underline(text, problem)).toBe(
      '  age:old lane:crashed\n  ^^^^^^^\n“age:old” is not understood; try age:>1h.',
    );
  });

  it('misses a closing quotation mark, and searches for what is there', () => {
    expect(parseQuery('"login fo').problems).toMatchObject([{ at: 0, length: 9 }]);
    expect(found('"login fo')).toBe('c');
  });

  it('reads any text without an error', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const { problems, test } = parseQuery(text);
        for (const { at, length } of problems)
          expect(text.slice(at, at + length).trim()).not.toBe('');
        for (const condition of list)
          expect(typeof test(toSearched(condition), nowMs)).toBe('boolean');
      }),
      { numRuns: 2000 },
    );
  });

  it('searches for words with a colon that is no filter', () => {
    expect(found('14:02:10')).toBe('c');
  });
});
