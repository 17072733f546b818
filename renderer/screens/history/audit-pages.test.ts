import { describe, expect, it } from 'vitest';
import type { AuditRow } from '#shared/domain/audit.ts';
import { moments } from '#shared/testing/moments.ts';
import { findRows, mergePage } from './audit-pages.ts';

const row = (sequence: number, overrides: Partial<AuditRow> = {}): AuditRow => ({
  sequence,
  at: moments.now,
  actor: 'operator',
  verb: 'release_lease',
  subject: 'env-login',
  result: 'applied',
  message: 'Lease of env-login released.',
  hash: '',
  previousHash: '',
  ...overrides,
});
const numbers = (rows: readonly AuditRow[]) => rows.map(({ sequence }) => sequence);

describe('the audit read page by page', () => {
  it('adds an older page below and new rows above, each row once', () => {
    const first = mergePage([], [row(9), row(8)]);
    const older = mergePage(first, [row(7), row(6)]);
    expect(numbers(mergePage(older, [row(10), row(9)]))).toEqual([10, 9, 8, 7, 6]);
  });

  it('never shows rows as neighbours that are none', () => {
    expect(numbers(mergePage([row(5), row(4)], [row(9), row(8)]))).toEqual([9, 8]);
  });

  it('finds rows by any of their words', () => {
    const rows = [row(2), row(1, { actor: 'rollcall', verb: 'task_interrupted', message: '' })];
    expect(numbers(findRows(rows, 'release lease'))).toEqual([2]);
    expect(numbers(findRows(rows, 'ROLLCALL env'))).toEqual([1]);
    expect(findRows(rows, ' ')).toBe(rows);
  });
});
