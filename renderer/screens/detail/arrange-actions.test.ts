import { describe, expect, it } from 'vitest';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { arrangeActions } from './arrange-actions.ts';

describe('the actions of a pane', () => {
  it('puts the proposed one first and keeps the order of the rest', () => {
    const arranged = arrangeActions(makeCondition.crashed());
    expect(arranged.primary?.verb).toBe('resume');
    expect(arranged.second?.verb).toBe('restart');
    expect(arranged.others.map((action) => action.verb)).toEqual(['mark_crashed', 'acknowledge']);
    expect(arranged.disabled).toEqual([]);
  });

  it('never makes a disabled action the primary one', () => {
    const arranged = arrangeActions(makeCondition.drifted({ proposed: 'resume' }));
    expect(arranged.primary).toBeNull();
    expect(arranged.disabled.map((action) => action.why)).toEqual([
      'Its environment is missing; recreate it first.',
    ]);
  });

  it('has nothing to press where nothing is offered', () => {
    expect(arrangeActions({ actions: [], proposed: null })).toEqual({
      primary: null,
      second: null,
      others: [],
      disabled: [],
    });
  });
});
