import { describe, expect, it } from 'vitest';
import { sayDoing } from '#renderer/state/doing-words.ts';
import type { ItemResult, Operation } from '#shared/domain/plan.ts';
import { later, moments } from '#shared/testing/moments.ts';
import {
  countWords,
  describeDuration,
  nameOperation,
  orderOperations,
  stampOperations,
} from './operation-words.ts';

const operation = (
  state: Operation['state'],
  results: readonly ItemResult[],
  tookMs?: number,
): Operation => ({
  operationId: `${state} ${results.length}`,
  planId: 'p',
  verb: 'resume',
  state,
  startedAt: moments.now,
  ...(tookMs === undefined ? {} : { finishedAt: later(moments.now, tookMs) }),
  items: results.map((result, at) => ({
    conditionId: `c${at}`,
    subject: { kind: 'task', id: `t${at}`, source: 'rollcall', workspace: '/repos/shop' },
    title: `Task ${at}`,
    verb: 'resume',
    result,
    why: '',
  })),
});

describe('an operation in words', () => {
  it('names the item that has its turn while it runs, and what is done with it', () => {
    const doing = { index: 1, phase: 'verifying', at: moments.now } as const;
    const running = operation('running', ['applied', 'not_attempted']);
    expect(sayDoing({ ...running, doing })).toBe('verifying “Task 1”');
    expect(sayDoing({ ...running, doing: { ...doing, index: 0 } })).toBeNull();
    expect(sayDoing({ ...running, state: 'interrupted', doing })).toBeNull();
    expect(sayDoing(running)).toBeNull();
  });

  it('names its object when that is one, else how many', () => {
    expect(nameOperation(operation('done', ['applied']))).toBe('Resume from checkpoint: Task 0');
    expect(nameOperation(operation('running', ['applied', 'not_attempted']))).toBe(
      'Resuming: 2 items',
    );
  });

  it('counts what came of its items, and says what is still to go', () => {
    expect(countWords(operation('done', ['applied', 'refused', 'applied', 'failed']))).toBe(
      '2 applied · 1 refused · 1 failed',
    );
    expect(countWords(operation('running', ['applied', 'not_attempted']))).toBe(
      '1 applied · 1 to go',
    );
    expect(countWords(operation('interrupted', ['not_attempted']))).toBe('1 not attempted');
  });

  it('puts what runs above what is over', () => {
    const old = operation('done', ['applied'], 1);
    const running = { ...operation('running', ['applied']), startedAt: moments.started };
    expect(orderOperations([old, running]).map(({ state }) => state)).toEqual(['running', 'done']);
  });

  it('says how long it took once it is over', () => {
    expect(describeDuration(operation('running', []))).toBeNull();
    expect(describeDuration(operation('done', [], 400))).toBe('under 1 s');
    expect(describeDuration(operation('done', [], 9_000))).toBe('9 s');
    expect(describeDuration(operation('done', [], 240_000))).toBe('4 min');
  });

  it('tells those apart to which one was added, wherever it stands', () => {
    const first = operation('done', ['applied']);
    const second = operation('running', ['not_attempted']);
    expect(stampOperations([first, second])).not.toBe(stampOperations([first]));
    expect(stampOperations([first, { ...second, state: 'done' }])).not.toBe(
      stampOperations([first, second]),
    );
  });
});
