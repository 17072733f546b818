import { describe, expect, it } from 'vitest';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { groupMembers, toMembers, ungrouped } from '#shared/domain/group.ts';
import { between, findGhosts, layOut, settle, step } from './layout.ts';

const list = (ids: string) =>
  layOut([ungrouped(toMembers([...ids].map((id) => makeCondition.blocked({ id }))))]);
const free = { isPointerOver: false, isFocusWithin: false };
const pointer = { isPointerOver: true, isFocusWithin: false };
const focus = { isPointerOver: false, isFocusWithin: true };
const read = ({ layout, waiting }: ReturnType<typeof settle>) => [layout.ids.join(''), waiting];

describe('a list that holds still', () => {
  it('shows everything at once when nobody is about to click', () => {
    expect(read(settle(list('abc'), list('xcb'), free, null))).toEqual(['xcb', 0]);
  });

  it('moves nothing under the pointer, and counts what waits', () => {
    expect(read(settle(list('abc'), list('xcb'), pointer, null))).toEqual(['abc', 1]);
  });

  it('closes up under the keyboard, but never takes the focused row away', () => {
    expect(read(settle(list('abc'), list('xc'), focus, 'b'))).toEqual(['bc', 1]);
  });

  it('fills an empty list at once, whoever looks', () => {
    expect(read(settle(list(''), list('ab'), pointer, null))).toEqual(['ab', 0]);
  });

  it('drops the heading of a group whose rows are all gone', () => {
    const since = makeCondition.crashed().since;
    const conditions = [
      makeCondition.crashed({ id: 'a', since }),
      makeCondition.crashed({ id: 'b', since }),
      makeCondition.drifted({ id: 'c' }),
    ];
    const both = layOut(groupMembers(toMembers(conditions)));
    const { layout } = settle(both, list('c'), focus, 'c');
    expect(layout.lines.map((line) => line.kind)).toEqual(['group', 'item']);
  });

  it('remembers how a row looked that is gone', () => {
    const gone = makeCondition.crashed({ id: 'b' });
    const before = new Map([['b', gone]]);
    expect(findGhosts(list('ab'), new Map(), before.values()).get('b')).toBe(gone);
    expect(findGhosts(list('ab'), before, before.values()).size).toBe(0);
    expect(findGhosts(list('a'), new Map(), before.values()).size).toBe(0);
  });
});

describe('moving in the list', () => {
  it('steps, stops at the ends, and begins at the first row', () => {
    expect(step(list('abc'), null, 1)).toBe('a');
    expect(step(list('abc'), 'a', 1)).toBe('b');
    expect(step(list('abc'), 'c', 1)).toBe('c');
    expect(step(list('abc'), 'b', -9)).toBe('a');
    expect(step(list(''), 'b', 1)).toBeNull();
  });

  it('extends from one row to another, in either direction', () => {
    expect(between(list('abcd'), 'd', 'b')).toEqual(['b', 'c', 'd']);
    expect(between(list('abcd'), 'gone', 'b')).toEqual(['b']);
  });
});
