import { describe, expect, it } from 'vitest';
import { makeCondition } from '#shared/testing/make-condition.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { groupMembers, ungrouped } from '#shared/domain/group.ts';
import { createSpots } from './entry.ts';
import { between, layOut, step } from './layout.ts';
import { createRoll } from './roll.ts';
import { findGhosts, settle, type Hold } from './settle.ts';

/** Lists of one console: a row that is in two of them is the same row. */
const spots = createSpots();
function entriesOf(conditions: readonly Condition[]) {
  const roll = createRoll(spots);
  roll.reset(conditions);
  const order = conditions.map(({ id }) => id);
  return roll.order('risk').toSorted((a, b) => order.indexOf(a.line.id) - order.indexOf(b.line.id));
}
const list = (ids: string) =>
  layOut(spots, [ungrouped(entriesOf([...ids].map((id) => makeCondition.blocked({ id }))))]);
const free = { isPointerOver: false, isFocusWithin: false };
const pointer = { isPointerOver: true, isFocusWithin: false };
const focus = { isPointerOver: false, isFocusWithin: true };

/** What is shown when `shown` should read `wanted`, and how many wait. */
function read(shown: string, wanted: string, hold: Hold, focusedId: string | null = null) {
  const { layout, waiting } = settle(spots, list(shown), list(wanted), { hold, focusedId });
  return [layout.ids.join(''), waiting];
}

describe('a list that holds still', () => {
  it('shows everything at once when nobody is about to click', () => {
    expect(read('abc', 'xcb', free)).toEqual(['xcb', 0]);
  });

  it('moves nothing under the pointer, and counts what waits', () => {
    expect(read('abc', 'xcb', pointer)).toEqual(['abc', 1]);
  });

  it('closes up under the keyboard, but never takes the focused row away', () => {
    expect(read('abc', 'xc', focus, 'b')).toEqual(['bc', 1]);
  });

  it('fills an empty list at once, whoever looks', () => {
    expect(read('', 'ab', pointer)).toEqual(['ab', 0]);
  });

  it('drops the heading of a group whose rows are all gone', () => {
    const since = makeCondition.crashed().since;
    const conditions = [
      makeCondition.crashed({ id: 'a', since }),
      makeCondition.crashed({ id: 'b', since }),
      makeCondition.drifted({ id: 'c' }),
    ];
    const both = layOut(spots, groupMembers(entriesOf(conditions)));
    const { layout } = settle(spots, both, list('c'), { hold: focus, focusedId: 'c' });
    expect([0, 1, 2].map((line) => layout.lineAt(line)?.kind)).toEqual([
      'group',
      'item',
      undefined,
    ]);
  });

  it('finds every row and heading by its line, and each line by its row', () => {
    const since = makeCondition.crashed().since;
    const conditions = [
      makeCondition.crashed({ id: 'a', since }),
      makeCondition.crashed({ id: 'b', since }),
      makeCondition.drifted({ id: 'c' }),
    ];
    const layout = layOut(spots, groupMembers(entriesOf(conditions)));
    const lines = Array.from({ length: layout.lineCount }, (_, line) => layout.lineAt(line));
    expect(lines.map((line) => (line?.kind === 'item' ? line.id : line?.kind))).toEqual([
      'group',
      'a',
      'b',
      'group',
      'c',
    ]);
    expect(['a', 'b', 'c'].map((id) => layout.lineOf(id))).toEqual([1, 2, 4]);
    expect([0, 1, 2].map((place) => layout.idAt(place))).toEqual(['a', 'b', 'c']);
    expect([0, 1, 3, 4, 5].map((line) => layout.headingsAbove(line))).toEqual([0, 1, 1, 2, 2]);
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
