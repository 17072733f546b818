import { describe, expect, it } from 'vitest';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { createTextOf, parseFilter } from './filter.ts';

const nowMs = Date.parse('2026-01-31T12:00:00.000Z');
const list = [
  makeCondition.crashed({ id: 'c', since: '2026-01-31T11:30:00.000Z' }),
  makeCondition.orphaned({ id: 'o', since: '2026-01-31T09:00:00.000Z' }),
  makeCondition.drifted({ id: 'd', since: '2026-01-29T09:00:00.000Z' }),
  makeCondition.blocked({ id: 'b', since: '2026-01-31T11:59:00.000Z' }),
];

function found(query: string): string {
  const filter = parseFilter(query);
  const context = { nowMs, textOf: createTextOf() };
  return list
    .filter((condition) => filter.test(condition, context))
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
  ])('%j finds %j', (query, expected) => {
    expect(found(query)).toBe(expected);
  });

  it('says what it did not understand, and hides nothing for it', () => {
    expect(parseFilter('risk:lots').problems).toEqual([
      '“risk:lots” is not understood; try risk:>0',
    ]);
    expect(found('risk:lots')).toBe('codb');
  });

  it('searches for words with a colon that is no filter', () => {
    expect(found('14:02:10')).toBe('c');
  });
});
