import { expect, it } from 'vitest';
import { stepLine } from './step-line.ts';

it.each([
  ['ArrowDown', -1, 0],
  ['j', 4, 5],
  ['ArrowDown', 49, 49],
  ['k', 0, 0],
  ['ArrowUp', 7, 6],
  ['PageDown', 3, 13],
  ['PageUp', 3, 0],
  ['Home', 30, 0],
  ['End', 30, 49],
])('leads with %s from line %i to line %i', (key, from, to) => {
  expect(stepLine(key, from, 50)).toBe(to);
});

it('leaves other keys alone', () => {
  expect(stepLine('x', 3, 50)).toBeNull();
});
