import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { completeQuery, createValuesOf, withoutPart } from './complete-query.ts';
import { parseQuery, readParts } from './query.ts';

const conditions = [makeCondition.crashed(), makeCondition.drifted()];
const valuesOf = createValuesOf(() => conditions);
const parts = (text: string) => completeQuery(text, valuesOf).map(({ part }) => part);

describe('the completions of a query', () => {
  it('are all keys at the beginning, and those that a word begins', () => {
    expect(parts('')).toContain('lane:');
    expect(parts('lane:crashed ')).toContain('risk:');
    expect(parts('a')).toEqual(['agent:', 'age:']);
    expect(parts('limiter')).toEqual([]);
  });

  it('are looked for once for a key, however many letters follow it', () => {
    let looks = 0;
    const counting = createValuesOf(() => {
      looks += 1;
      return conditions;
    });
    for (const text of ['', 'age', 'lane:c', 'post', 'agent:', 'agent:c', 'agent:co'])
      completeQuery(text, counting);
    expect(looks).toBe(1);
  });

  it('are the values of a key, of names those that occur', () => {
    expect(parts('lane:')).toEqual([
      'lane:crashed',
      'lane:orphaned',
      'lane:drifted',
      'lane:blocked',
    ]);
    expect(parts('risk:>0 -lane:cr')).toEqual(['-lane:crashed']);
    expect(parts('workspace:')).toEqual(['workspace:/repos/shop']);
    expect(parts('reason:reus')).toEqual(['reason:pid_reused']);
    expect(parts('lane:crashed')).toEqual([]);
  });

  it('leave the rest of the query alone', () => {
    const [first] = completeQuery('risk:>0 -lane:cr', valuesOf);
    expect(first?.query).toBe('risk:>0 -lane:crashed ');
    expect(completeQuery('risk:>0 la', valuesOf)[0]?.query).toBe('risk:>0 lane:');
  });

  it('can all be understood, whatever was typed', () => {
    const piece = fc.constantFrom('lane', 'age', ':', ' ', '"', '-', '>', 'x', 'r', 'workspace:');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('');
        for (const { query } of completeQuery(text, valuesOf))
          expect(parseQuery(query).problems.length).toBeLessThanOrEqual(
            parseQuery(text).problems.length,
          );
      }),
    );
  });
});

it('a part is taken out without leaving blanks behind', () => {
  const text = 'lane:crashed  "two words" risk:>0';
  const taken = readParts(text).map((part) => withoutPart(text, part));
  expect(taken).toEqual([
    '"two words" risk:>0',
    'lane:crashed risk:>0',
    'lane:crashed  "two words"',
  ]);
});
