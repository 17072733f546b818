import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Operation, OperationItem, Plan } from '#shared/domain/plan.ts';
import { later, moments } from '#shared/testing/moments.ts';
import { journalForEachTest } from './testing/journal-for-each-test.ts';

const own = journalForEachTest({ beforeEach, afterEach });

const plan: Plan = {
  planId: 'plan-1',
  fingerprint: 'f'.repeat(64),
  verb: 'resume',
  tier: 1,
  items: [],
  createdAt: moments.started,
  expiresAt: moments.now,
};

const operation = (id: string, state: Operation['state'], startedAt: string): Operation => ({
  operationId: id,
  planId: 'plan-1',
  verb: 'resume',
  state,
  items: [],
  startedAt,
});

test('gives a plan to exactly one of those who would carry it out', () => {
  const other = own.home.open();
  own.journal.plans.save(plan);
  const begun = (id: string) => operation(id, 'running', moments.started);
  expect(own.journal.operations.begin(begun('first'))).toBe(true);
  expect(other.operations.begin(begun('second'))).toBe(false);
  expect(own.journal.operations.begin(begun('third'))).toBe(false);
  expect(own.journal.operations.begin({ ...begun('fourth'), planId: 'unknown' })).toBe(false);
});

test('shows a used plan as it was, and never lets it be changed', () => {
  own.journal.plans.save(plan);
  own.journal.operations.begin(operation('first', 'running', moments.started));
  expect(() => own.journal.plans.save({ ...plan, tier: 2 })).toThrow();
  expect(own.journal.plans.get('plan-1')).toEqual(plan);
  expect(own.journal.plans.get('unknown')).toBeUndefined();
});

test('lists operations newest first, by time and not by how the time is written', () => {
  own.journal.operations.save(operation('first', 'done', '2026-01-31T11:00:00+02:00'));
  own.journal.operations.save(operation('third', 'done', '2026-01-31T10:00:00Z'));
  own.journal.operations.save(operation('second', 'done', '2026-01-31T09:30:00Z'));
  const ids = own.journal.operations.list().map(({ operationId }) => operationId);
  expect(ids).toEqual(['third', 'second', 'first']);
  expect(own.journal.operations.list(1)).toHaveLength(1);
});

test('finds what was being done when Rollcall died, oldest first', () => {
  own.journal.operations.save(operation('new', 'running', later(moments.started, 1)));
  own.journal.operations.save(operation('old', 'running', moments.started));
  own.journal.operations.save(operation('done', 'running', moments.started));
  const done = { ...operation('done', 'done', moments.started), finishedAt: moments.now };
  own.journal.operations.save(done);
  own.journal.close();
  const { operations } = own.home.open();
  expect(operations.listRunning().map(({ operationId }) => operationId)).toEqual(['old', 'new']);
  expect(operations.get('done')).toEqual(done);
  expect(operations.get('unknown')).toBeUndefined();
});

const item = (title: string, result: OperationItem['result']): OperationItem => ({
  conditionId: `task:${title}`,
  subject: { kind: 'task', id: title, source: 'rollcall', workspace: '/w' },
  title,
  verb: 'resume',
  result,
  why: result,
});
const twoItems: Operation = {
  ...operation('two', 'running', moments.started),
  items: [item('a', 'not_attempted'), item('b', 'not_attempted')],
};

test('finds every operation about one condition, however many were since', () => {
  const id = 'environment:“a”:directory_missing';
  const items = [{ ...item('a', 'applied'), conditionId: id }];
  const about = { ...operation('about', 'done', moments.started), items };
  own.journal.operations.save(about);
  for (let at = 1; at <= 120; at += 1)
    own.journal.operations.save(operation(`later ${at}`, 'done', later(moments.started, at)));
  expect(own.journal.operations.list()).not.toContainEqual(about);
  expect(own.journal.operations.listAbout(id)).toEqual([about]);
  expect(own.journal.operations.listAbout('environment:')).toEqual([]);
});

test('begins an operation and takes its plan in one step, so that neither is there alone', () => {
  own.journal.plans.save(plan);
  expect(own.journal.operations.begin(twoItems)).toBe(true);
  const second = { ...twoItems, operationId: 'second' };
  expect(own.journal.operations.begin(second)).toBe(false);
  expect(own.journal.operations.get('second')).toBeUndefined();
});

test('remembers what became of one item without writing the others again', () => {
  own.journal.operations.save(twoItems);
  own.journal.operations.noteStep('two', 0, 'resume');
  own.journal.operations.noteStep('two', 1, 'resume');
  const audit = {
    actor: 'operator',
    verb: 'resume',
    subject: 'task:b',
    result: 'applied',
  } as const;
  const outcome = { index: 1, item: item('b', 'applied'), audit: { ...audit, message: 'told' } };
  own.journal.operations.saveItems('two', [outcome]);
  own.journal.close();
  const { operations, audit: account } = own.home.open();
  expect(operations.get('two')?.items.map(({ result }) => result)).toEqual([
    'not_attempted',
    'applied',
  ]);
  expect([...operations.steps('two')]).toEqual([[0, 'resume']]);
  expect(account.list({ limit: 1 })[0]).toMatchObject({ subject: 'task:b', message: 'told' });
});

test('folds the notes into an operation that is over', () => {
  own.journal.operations.save(twoItems);
  own.journal.operations.saveItems('two', [{ index: 0, item: item('a', 'applied') }]);
  const { items } = own.journal.operations.list()[0] ?? twoItems;
  own.journal.operations.save({ ...twoItems, items, state: 'done' });
  expect(own.journal.operations.get('two')?.items[0]?.result).toBe('applied');
  expect(own.journal.operations.steps('two').size).toBe(0);
  expect(own.journal.operations.listRunning()).toEqual([]);
});
