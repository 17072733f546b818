import { describe, expect, test } from 'vitest';
import type { Condition } from '#shared/domain/condition.ts';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { nextNews, noNews, type NewsMemory } from './news.ts';

const loud = (ms: number) => ({ ms, isQuiet: false });
const quiet = (ms: number) => ({ ms, isQuiet: true });
const crashed = (id: string, more: Partial<Condition> = {}): Condition =>
  makeCondition.crashed({ id, title: id, ...more });
const cause = { id: 'reboot', kind: 'reboot', title: 'This machine restarted at 09:12' } as const;

/** After the first look, at which nothing was wrong. */
const started = (): NewsMemory => nextNews(noNews, [], loud(0)).memory;

describe('what is told outside the window', () => {
  test('nothing at the first look: whoever opened the window sees it', () => {
    expect(nextNews(noNews, [crashed('a')], loud(0)).news).toEqual([]);
  });

  test('one item by its sentence, with where it leads', () => {
    const item = crashed('a');
    expect(nextNews(started(), [item], loud(1)).news).toEqual([
      { title: 'a', body: item.message, conditionId: 'a' },
    ]);
  });

  test('a restart that took thirty agents is told once', () => {
    const all = Array.from({ length: 30 }, (_, at) => crashed(`s${at}`, { cause }));
    const { news, memory } = nextNews(started(), all, loud(1));
    expect(news).toMatchObject([{ title: cause.title, body: expect.stringContaining('27 more') }]);
    expect(nextNews(memory, [...all, crashed('late', { cause })], loud(2)).news).toEqual([]);
  });

  test('items that only later turn out to share a cause are not told again', () => {
    const one = nextNews(started(), [crashed('a')], loud(1));
    const both = [crashed('a', { cause }), crashed('b', { cause })];
    expect(nextNews(one.memory, both, loud(2)).news).toEqual([]);
  });

  test('what goes for a moment and comes back is no news; after long it is', () => {
    const seen = nextNews(started(), [crashed('a')], loud(0)).memory;
    const gone = nextNews(seen, [], loud(1000)).memory;
    expect(nextNews(gone, [crashed('a')], loud(2000)).news).toEqual([]);
    const long = nextNews(seen, [], loud(3_600_000)).memory;
    expect(nextNews(long, [crashed('a')], loud(3_601_000)).news).toHaveLength(1);
  });

  test('an agent that dies hours later is told, though one that died before still waits', () => {
    const first = crashed('first', { since: '2026-01-31T09:00:00Z' });
    const { memory } = nextNews(started(), [first], loud(1));
    const later = crashed('later', { since: '2026-01-31T11:00:00Z' });
    expect(nextNews(memory, [first, later], loud(7_200_000)).news).toMatchObject([
      { conditionId: 'later' },
    ]);
  });

  test('those that die within a minute of one another are told once', () => {
    const first = crashed('first', { since: '2026-01-31T09:00:00Z' });
    const { memory } = nextNews(started(), [first], loud(1));
    const next = crashed('next', { since: '2026-01-31T09:00:40Z' });
    expect(nextNews(memory, [first, next], loud(40_000)).news).toEqual([]);
  });

  test('what can wait is told once, however many of its kind follow through the day', () => {
    const due = (id: string, hour: string) =>
      crashed(id, { severity: 'low', since: `2026-01-31T${hour}:00:00Z` });
    const { memory, news } = nextNews(started(), [due('first', '09')], loud(1));
    expect(news).toHaveLength(1);
    const both = [due('first', '09'), due('later', '11')];
    expect(nextNews(memory, both, loud(7_200_000)).news).toEqual([]);
  });

  test('what stood there before the machine slept is no news when it wakes', () => {
    const other = makeCondition.drifted({ id: 'b' });
    const { memory } = nextNews(started(), [crashed('a'), other], loud(1));
    const nightMs = 8 * 3_600_000;
    expect(nextNews(memory, [crashed('a'), other], loud(nightMs)).news).toEqual([]);
  });

  test('of quiet hours only what went wrong in them is told, not what was told before', () => {
    const before = crashed('before', { since: '2026-01-31T20:00:00Z' });
    const told = nextNews(started(), [before], loud(1)).memory;
    const both = [before, crashed('night', { since: '2026-02-01T02:00:00Z' })];
    const night = nextNews(told, both, quiet(2));
    expect(nextNews(night.memory, both, loud(3)).news).toMatchObject([
      { title: 'While it was quiet', body: '1 cause, 1 item needs you.' },
    ]);
  });

  test('many causes at once are one sentence', () => {
    const all = ['a', 'b', 'c', 'd', 'e'].map((id) =>
      crashed(id, { cause: { ...cause, id: `cause ${id}` } }),
    );
    expect(nextNews(started(), all, loud(1)).news).toMatchObject([
      { body: '5 causes, 5 items need you.', conditionId: null },
    ]);
  });

  test('quiet hours keep silent, and end with one sentence about what is still there', () => {
    const other = makeCondition.drifted({ id: 'b' });
    const night = nextNews(started(), [crashed('a'), other], quiet(1));
    expect(night.news).toEqual([]);
    const morning = nextNews(night.memory, [crashed('a')], loud(2));
    expect(morning.news).toEqual([
      { title: 'While it was quiet', body: '1 cause, 1 item needs you.', conditionId: null },
    ]);
    expect(nextNews(morning.memory, [crashed('a')], loud(3)).news).toEqual([]);
  });
});
