import { expect, it } from 'vitest';
import { createFailpoint } from './failpoint.ts';

function passing(setting: string | undefined, ...names: string[]): number {
  let ended = 0;
  const failpoint = createFailpoint(setting, () => (ended += 1));
  for (const name of names) failpoint(name);
  return ended;
}

it('does nothing unless a point is named', () => {
  expect(passing(undefined, 'a:one', 'a:two')).toBe(0);
  expect(passing('', '', 'a:one')).toBe(0);
});

it('ends at the named point alone', () => {
  expect(passing('a:two', 'a:one')).toBe(0);
  expect(passing('a:two', 'a:one', 'a:two', 'a:two')).toBe(1);
});

it('ends at the n-th passing', () => {
  expect(passing('a:one#3', 'a:one', 'a:one')).toBe(0);
  expect(passing('a:one#3', 'a:one', 'a:two', 'a:one', 'a:one')).toBe(1);
});

it('tells every point that is passed, and ends at none', () => {
  const told: string[] = [];
  const failpoint = createFailpoint(
    '*',
    () => told.push('ended'),
    (name) => told.push(name),
  );
  failpoint('a:one');
  failpoint('a:two');
  expect(told).toEqual(['a:one', 'a:two']);
});
