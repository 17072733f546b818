import { describe, expect, it } from 'vitest';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { sayPlace, shortenPaths } from './place-words.ts';

describe('where an item is, in a row', () => {
  it('names workspace, run and agent as far as they are known', () => {
    expect(sayPlace(makeCondition.crashed(), 'Friday')).toBe('shop · Friday · claude-code');
    expect(sayPlace(makeCondition.orphaned(), undefined)).toBe('shop');
  });

  it('shortens the paths that every row would repeat, and no others', () => {
    const { message } = makeCondition.drifted();
    expect(shortenPaths(message, '/repos/shop')).toBe(
      'The directory …/cart is missing; branch rollcall/cart is there.',
    );
    expect(shortenPaths('/repos/shop has no HEAD', '/repos/shop')).toBe('…/shop has no HEAD');
    expect(shortenPaths('/etc/hosts', '')).toBe('/etc/hosts');
  });
});
