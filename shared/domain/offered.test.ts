import { expect, it } from 'vitest';
import { orderActions } from './offered.ts';
import type { Verb } from './verb.ts';

const order = (...given: readonly Verb[]): readonly Verb[] =>
  orderActions(given.map((verb) => ({ verb, offered: true, effect: '' }))).map(({ verb }) => verb);

it('a way back stands before what leaves all as it is, and that before what gives something up', () => {
  expect(order('forget', 'look_again', 'snooze', 'acknowledge', 'recreate')).toEqual([
    'recreate',
    'acknowledge',
    'snooze',
    'look_again',
    'forget',
  ]);
  expect(order('clean_up', 'archive', 'adopt')).toEqual(['adopt', 'archive', 'clean_up']);
});
