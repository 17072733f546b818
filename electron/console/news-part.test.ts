import { expect, test } from 'vitest';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { makeView } from '#shared/testing/make-view.ts';
import { createManualClock } from '#electron/platform/clock.ts';
import { usualPreferences } from './read-preferences.ts';
import { createNewsPart } from './news-part.ts';

test('what stood already when Rollcall was started is no news, however late its place answers', () => {
  const defaults = usualPreferences('linux');
  let isWhole = false;
  const nextNews = createNewsPart({
    clock: createManualClock(Date.parse('2026-01-31T14:00:00.000Z')),
    preferences: { read: () => ({ preferences: defaults, defaults, notes: [] }) },
    isWhole: () => isWhole,
  });
  const [quick, slow, fresh] = ['quick', 'slow', 'fresh'].map((id) =>
    makeCondition.crashed({ id, cause: undefined, subject: subjectIn(`/repos/${id}`) }),
  );
  if (quick === undefined || slow === undefined || fresh === undefined) throw new Error('three');
  expect(nextNews(makeView({ conditions: [quick] }))).toEqual([]);
  isWhole = true;
  expect(nextNews(makeView({ conditions: [quick, slow] }))).toEqual([]);
  // A new record has not been looked at yet: that keeps no news back.
  isWhole = false;
  const news = nextNews(makeView({ conditions: [quick, slow, fresh] }));
  expect(news.map(({ conditionId }) => conditionId)).toEqual(['fresh']);
});

const subjectIn = (workspace: string) =>
  ({ kind: 'session', id: `in ${workspace}`, source: 'rollcall', workspace }) as const;
