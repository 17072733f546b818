import { expect, it } from 'vitest';
import { assignSlots, type Slot } from './assign-slots.ts';

const shown: readonly Slot[] = [
  { key: 0, id: 'a' },
  { key: 1, id: 'b' },
  { key: 2, id: 'c' },
];
const after = (ids: string, kept: string | null = null) =>
  assignSlots(shown, [...ids], kept)
    .map(({ key, id }) => `${id}${key}`)
    .join(' ');

it('fills the elements of rows that are gone with other rows', () => {
  expect(after('xyz')).toBe('x0 y1 z2');
  expect(after('xbz')).toBe('x0 b1 z2');
});

it('leaves a row in its element, and moves no element past another', () => {
  expect(after('bcx')).toBe('b1 c2 x3');
  expect(after('xab')).toBe('x3 a0 b1');
});

it('gives the element that may hold the focus to no other row', () => {
  expect(after('xyz', 'a')).toBe('x3 y4 z5');
  expect(after('axy', 'a')).toBe('a0 x1 y2');
});

it('fills all elements anew on a leap, but for the one that may hold the focus', () => {
  const leap = assignSlots(shown, ['b', 'c', 'x'], 'c', true);
  expect(leap.map(({ key, id }) => `${id}${key}`).join(' ')).toBe('b0 c2 x3');
});

it('never shows two rows in one element', () => {
  expect(after('cxbya')).toBe('c2 x3 b1 y4 a0');
});
