import { expect, test } from 'vitest';
import { makeSession, makeTask } from '#shared/testing/make-record.ts';
import { recordSet } from '#shared/testing/make-situation.ts';
import { describeFreed, retentionLimits, sessionsPastRetention } from './retention.ts';

const nowMs = Date.parse('2026-06-01T00:00:00.000Z');
const long = { updatedAt: '2026-01-01T00:00:00.000Z' };
const limits = { nowMs, logsMs: retentionLimits.logsMs };
const nothing = { plans: 0, logs: 0, bytes: 0, backupsPastDate: 0 };

test('only the logs of sessions that ended long ago, with their task, are past their time', () => {
  const recorded = recordSet({
    tasks: [makeTask.completed({ id: 'done' }), makeTask.blocked({ id: 'open' })],
    sessions: [
      makeSession.exited({ id: 's-done', taskId: 'done', ...long }),
      makeSession.exited({ id: 's-open', taskId: 'open', ...long }),
      makeSession.exited({ id: 's-recent', taskId: 'done', updatedAt: '2026-05-31T00:00:00.000Z' }),
      makeSession.running({ id: 's-alive', taskId: 'done', ...long }),
    ],
  });
  expect(sessionsPastRetention(recorded, limits)).toEqual(['s-done']);
});

test('tells what was freed, and nothing when there was nothing', () => {
  expect(describeFreed({ ...nothing, logs: 2, bytes: 4096, backupsPastDate: 1 })?.message).toBe(
    'Retention removed 2 logs and 0 plans of finished work; 4096 bytes were freed. 1 backup is past the promised date and still kept.',
  );
  expect(describeFreed(nothing)).toBeUndefined();
});
