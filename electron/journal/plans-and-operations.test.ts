import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Operation, Plan } from '#shared/domain/plan.ts';
import { later, moments } from '#shared/testing/moments.ts';
import type { Journal } from './open-journal.ts';
import { makeTemporaryHome, type TemporaryHome } from './testing/temporary-home.ts';

let home: TemporaryHome;
let journal: Journal;
beforeEach(() => {
  home = makeTemporaryHome();
  journal = home.open();
});
afterEach(() => home.remove());

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
  const other = home.open();
  journal.plans.save(plan);
  expect(journal.plans.markUsed('plan-1')).toBe(true);
  expect(other.plans.markUsed('plan-1')).toBe(false);
  expect(journal.plans.markUsed('plan-1')).toBe(false);
  expect(journal.plans.markUsed('unknown')).toBe(false);
});

test('shows a used plan as it was, and never lets it be changed', () => {
  journal.plans.save(plan);
  journal.plans.markUsed('plan-1');
  expect(() => journal.plans.save({ ...plan, tier: 2 })).toThrow();
  expect(journal.plans.get('plan-1')).toEqual(plan);
  expect(journal.plans.get('unknown')).toBeUndefined();
});

test('lists operations newest first, by time and not by how the time is written', () => {
  journal.operations.save(operation('first', 'done', '2026-01-31T11:00:00+02:00'));
  journal.operations.save(operation('third', 'done', '2026-01-31T10:00:00Z'));
  journal.operations.save(operation('second', 'done', '2026-01-31T09:30:00Z'));
  const ids = journal.operations.list().map(({ operationId }) => operationId);
  expect(ids).toEqual(['third', 'second', 'first']);
  expect(journal.operations.list(1)).toHaveLength(1);
});

test('finds what was being done when Rollcall died, oldest first', () => {
  journal.operations.save(operation('new', 'running', later(moments.started, 1)));
  journal.operations.save(operation('old', 'running', moments.started));
  journal.operations.save(operation('done', 'running', moments.started));
  const done = { ...operation('done', 'done', moments.started), finishedAt: moments.now };
  journal.operations.save(done);
  journal.close();
  const { operations } = home.open();
  expect(operations.listRunning().map(({ operationId }) => operationId)).toEqual(['old', 'new']);
  expect(operations.get('done')).toEqual(done);
  expect(operations.get('unknown')).toBeUndefined();
});
