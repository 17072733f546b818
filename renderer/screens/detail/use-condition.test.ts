import { expect, it } from 'vitest';
import { createArranger } from '#renderer/state/arrange.ts';
import { createMirror } from '#renderer/state/mirror.ts';
import type { View } from '#shared/contract/view.ts';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { makeView } from '#shared/testing/make-view.ts';
import { standOf } from './use-condition.ts';

/** What a window shows once these views have come, one after the other. */
function see(...views: readonly View[]) {
  const mirror = createMirror({ theme: 'system', density: 'comfortable' });
  const arrange = createArranger(() => 0);
  for (const view of views)
    mirror.setState((state) => arrange(state, { view }, true, view.conditions));
  return mirror;
}
const crashed = makeCondition.crashed({ id: 'a' });
const notLookedAt = { header: { observedAt: null } };

it('an item is gone only when a look has not found it', () => {
  const there = makeView({ conditions: [crashed] });
  expect(standOf(see(there).getState(), 'a')).toBe('open');
  expect(standOf(see(there, makeView()).getState(), 'a')).toBe('gone');
  const aside = makeView({ acknowledged: [crashed] });
  expect(standOf(see(there, aside).getState(), 'a')).toBe('acknowledged');
});

it('nothing is said of an item while the console has not looked, or its rows are on their way', () => {
  expect(standOf(see().getState(), 'a')).toBe('unknown');
  expect(standOf(see(makeView(notLookedAt)).getState(), 'a')).toBe('unknown');
  const first = see(makeView());
  first.setState({ isPartial: true });
  expect(standOf(first.getState(), 'a')).toBe('unknown');
});
