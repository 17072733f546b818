import { describe, expect, it } from 'vitest';
import type { AuditRow } from '#shared/domain/audit.ts';
import { moments } from '#shared/testing/moments.ts';
import { everything, isEverything, printValue, sayVerb, toFilter } from './audit-filter.ts';
import { mergePage } from './audit-pages.ts';

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

  it('shows no more rows than were asked for, however many come', () => {
    expect(numbers(mergePage([row(8), row(7)], [row(10), row(9)], true, 3))).toEqual([10, 9, 8]);
  });

  it('keeps filtered rows apart from one another', () => {
    expect(numbers(mergePage([row(9), row(4)], [row(2)], false))).toEqual([9, 4, 2]);
  });
});

describe('what narrows the audit', () => {
  it('asks only for what was chosen', () => {
    expect(isEverything(everything)).toBe(true);
    expect(toFilter({ text: ' login ', actor: 'rollcall', verb: null })).toEqual({
      text: 'login',
      actor: 'rollcall',
    });
  });

  it('names verbs as buttons do, and transitions in words', () => {
    expect(sayVerb('release_lease')).toBe('Release lease');
    expect(sayVerb('task_interrupted')).toBe('task interrupted');
    expect(printValue(undefined)).toBeNull();
    expect(printValue({ state: 'queued' })).toContain('"state": "queued"');
  });
});
