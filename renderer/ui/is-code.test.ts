import { expect, it } from 'vitest';
import { isCode, shortPair, shortPath } from './is-code.ts';

it.each(['/repos/shop.worktrees/cart', 'rollcall/login', '9f31c02', 'a'.repeat(40)])(
  'shows %s in monospace',
  (value) => expect(isCode(value)).toBe(true),
);

it.each(['running', 'held by 4121', 'gone', '12', 'n/a or absent', ''])(
  'shows “%s” as prose',
  (value) => expect(isCode(value)).toBe(false),
);

it('shortens an absolute path, and nothing else', () => {
  expect(shortPath('/repos/shop.worktrees/cart')).toBe('…/cart');
  expect(shortPath('/repos')).toBe('/repos');
  expect(shortPath('rollcall/login')).toBe('rollcall/login');
  expect(shortPath('present')).toBe('present');
});

it('never makes two different paths look the same', () => {
  expect(shortPair('/repos/a/cart', '/repos/b/cart')).toEqual(['/repos/a/cart', '/repos/b/cart']);
  expect(shortPair('/repos/a/cart', '/repos/a/cart')).toEqual(['…/cart', '…/cart']);
  expect(shortPair('/repos/a/cart', 'absent')).toEqual(['…/cart', 'absent']);
});
