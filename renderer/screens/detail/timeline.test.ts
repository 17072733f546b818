import { describe, expect, it } from 'vitest';
import type { AuditRow } from '#shared/domain/audit.ts';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { mergeTimeline, timelineSubjects } from './timeline.ts';

const row = (sequence: number): AuditRow => ({
  sequence,
  at: '2026-01-31T14:03:10.000Z',
  actor: 'rollcall',
  verb: 'task_interrupted',
  subject: 'login',
  result: 'applied',
  message: '',
  hash: '',
  previousHash: '',
});

describe('the timeline of a condition', () => {
  it('asks once for each of its subject, task, session and environment', () => {
    expect(timelineSubjects(makeCondition.crashed())).toEqual([
      's-login',
      'session:s-login',
      'task:login',
      'environment:env-login',
    ]);
  });

  it('tells each row once, newest first, up to its limit', () => {
    const merged = mergeTimeline([[row(9), row(4)], [row(9), row(7)], []], 2);
    expect(merged.map(({ sequence }) => sequence)).toEqual([9, 7]);
  });
});
