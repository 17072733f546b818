import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultPolicy } from '#shared/domain/policy.ts';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { makeView } from '#shared/testing/make-view.ts';
import { journalForEachTest } from '#electron/journal/testing/journal-for-each-test.ts';
import { createManualClock } from '#electron/platform/clock.ts';
import { createHistoryPart } from './history-part.ts';
import { createLive } from './live.ts';

const own = journalForEachTest({ beforeEach, afterEach });
const dayMs = 24 * 3_600_000;

test('what has been gone for longer than History keeps it is forgotten, and that is told', async () => {
  const { journal } = own;
  const clock = createManualClock(Date.parse('2026-01-31T12:00:00.000Z'));
  const live = createLive(makeView());
  const policy = () => ({ ...defaultPolicy, historyRetentionMs: 7 * dayMs });
  createHistoryPart({ clock, journal, live, isWhole: () => true, policy });
  const told = () => journal.audit.list({ verb: 'retention_pruned', limit: 9 });

  live.publish(makeView({ conditions: [makeCondition.crashed({ id: 'once' })] }));
  live.publish(makeView({ conditions: [makeCondition.crashed({ id: 'still there' })] }));
  await clock.advance(6 * dayMs);
  live.publish(makeView({ conditions: [makeCondition.crashed({ id: 'still there' })] }));
  expect(told()).toEqual([]);

  await clock.advance(2 * dayMs);
  live.publish(makeView({ conditions: [makeCondition.crashed({ id: 'still there' })] }));
  expect(told()).toMatchObject([
    { message: expect.stringContaining('History forgot 1 condition') },
  ]);
  const kept = journal.conditionHistory.since(0).map(({ conditionId }) => conditionId);
  expect(kept).toEqual(['still there']);
});
