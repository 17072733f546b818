import { afterEach, beforeEach, expect, test } from 'vitest';
import { later, moments } from '#shared/testing/moments.ts';
import type { FirstSeen } from './first-seen.ts';
import { journalForEachTest } from './testing/journal-for-each-test.ts';

const own = journalForEachTest({ beforeEach, afterEach });
let firstSeen: FirstSeen;
beforeEach(() => {
  ({ firstSeen } = own.journal);
});

const hourMs = 3_600_000;
const hours = (count: number) => later(moments.now, count * hourMs);

test('remembers since when a condition is there, also after a restart', () => {
  expect(firstSeen.touch(['a', 'b'], hours(0))).toEqual(
    new Map([
      ['a', hours(0)],
      ['b', hours(0)],
    ]),
  );
  own.journal.close();
  const again = own.home.open().firstSeen.touch(['a', 'new'], hours(3));
  expect([...again]).toEqual([
    ['a', hours(0)],
    ['new', hours(3)],
  ]);
});

test('keeps the first time when a condition is away for less than a day', () => {
  firstSeen.touch(['a'], hours(0));
  firstSeen.touch([], hours(23));
  expect(firstSeen.touch(['a'], hours(23)).get('a')).toBe(hours(0));
});

test('forgets a condition that was away for more than a day', () => {
  firstSeen.touch(['a'], hours(0));
  firstSeen.touch([], hours(26));
  expect(firstSeen.touch(['a'], hours(26)).get('a')).toBe(hours(26));
});

test('keeps a condition that is still there after the machine slept for a week', () => {
  firstSeen.touch(['a'], hours(0));
  expect(firstSeen.touch(['a'], hours(168)).get('a')).toBe(hours(0));
  expect(firstSeen.touch(['a'], hours(190)).get('a')).toBe(hours(0));
});

test('keeps a condition of a place that has not answered yet after a long pause', () => {
  firstSeen.touch(['a', 'slow'], hours(0));
  firstSeen.touch(['a'], hours(63), false);
  expect(firstSeen.touch(['a', 'slow'], hours(63)).get('slow')).toBe(hours(0));
});

test('writes nothing when nothing is new', () => {
  const other = own.home.open();
  firstSeen.touch(['a'], hours(0));
  const before = other.changeCounter();
  firstSeen.touch(['a'], hours(0.5));
  expect(other.changeCounter()).toBe(before);
  firstSeen.touch(['a'], hours(1.5));
  expect(other.changeCounter()).not.toBe(before);
});
