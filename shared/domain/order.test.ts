import { describe, expect, it } from 'vitest';
import type { Condition } from '#shared/domain/condition.ts';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { orderConditions } from './order.ts';

const like = (id: string, fields: Partial<Condition>) =>
  makeCondition.blocked({ id, since: '2026-01-31T09:00:00.000Z', ...fields });
const files = (uncommittedFiles: number) => ({ workAtRisk: { uncommittedFiles } });
const ids = (conditions: readonly Condition[]) => conditions.map(({ id }) => id);

describe('the order of the list', () => {
  it('puts the most work at risk first, and the unknown before what has nothing to lose', () => {
    const list = [
      like('nothing', { workAtRisk: { uncommittedFiles: 0, unpushedCommits: 0 } }),
      like('unknown', { workAtRisk: {} }),
      like('much', files(11)),
      like('little', files(1)),
    ];
    expect(ids(orderConditions(list, 'risk'))).toEqual(['much', 'little', 'unknown', 'nothing']);
  });

  it('breaks a tie by waiting tasks, then severity, then age', () => {
    const list = [
      like('young', { severity: 'high', since: '2026-01-31T10:00:00.000Z' }),
      like('old', { severity: 'high' }),
      like('critical', { severity: 'critical' }),
      like('awaited', { blastRadius: 4, severity: 'low' }),
    ];
    expect(ids(orderConditions(list, 'risk'))).toEqual(['awaited', 'critical', 'old', 'young']);
  });

  it('is the same however the conditions came in', () => {
    const list = [like('c', files(1)), like('a', files(1)), like('b', files(1))];
    expect(ids(orderConditions(list, 'risk'))).toEqual(['a', 'b', 'c']);
    expect(ids(orderConditions(list.toReversed(), 'risk'))).toEqual(['a', 'b', 'c']);
  });

  it('can go by age, either way', () => {
    const list = [like('old', {}), like('young', { since: '2026-01-31T10:00:00.000Z' })];
    expect(ids(orderConditions(list, 'newest'))).toEqual(['young', 'old']);
    expect(ids(orderConditions(list, 'oldest'))).toEqual(['old', 'young']);
  });
});
