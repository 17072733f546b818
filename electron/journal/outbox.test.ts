import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { journalForEachTest } from './testing/journal-for-each-test.ts';

const own = journalForEachTest({ beforeEach, afterEach });

const now = '2026-01-31T14:00:00.000Z';
const audit = (subject: string) =>
  own.journal.audit.append({
    actor: 'rollcall',
    verb: 'task_blocked',
    subject,
    result: 'applied',
    message: 'm',
  });
const kinds = (outbox = own.journal.outbox) =>
  outbox.pending(0, 100).map(({ kind, subject }) => `${kind} ${subject}`);
const condition = makeCondition.crashed({ id: 'c-1', signature: 'a' });
const subject = `${condition.subject.kind}:${condition.subject.id}`;

test('tells what came after the relay was turned on, not history', () => {
  audit('task:old');
  expect(own.journal.outbox.gather([], now)).toBe(0);
  audit('task:new');
  expect(own.journal.outbox.gather([], now)).toBe(1);
  expect(kinds()).toEqual(['transition task:new']);
});

test('tells when a condition appears, changes and clears, each once, also across a restart', () => {
  own.journal.outbox.gather([condition], now);
  own.journal.outbox.gather([condition], now);
  own.journal.close();
  const { outbox } = own.home.open();
  outbox.gather([{ ...condition, signature: 'b' }], now);
  outbox.gather([], now);
  outbox.gather([], now);
  expect(kinds(outbox)).toEqual([
    `condition_appeared ${subject}`,
    `condition_changed ${subject}`,
    `condition_cleared ${subject}`,
  ]);
});

test('tells nothing as cleared while not everything has been looked at', () => {
  own.journal.outbox.gather([condition], now);
  own.journal.outbox.gather([], now, false);
  expect(kinds()).toEqual([`condition_appeared ${subject}`]);
  own.journal.outbox.gather([condition], now);
  expect(kinds()).toEqual([`condition_appeared ${subject}`]);
});

test('keeps what was not acknowledged, and never uses an id twice', () => {
  own.journal.outbox.gather([condition], now);
  const [first] = own.journal.outbox.pending(0, 1);
  own.journal.outbox.acknowledge(first?.id ?? 0);
  expect(kinds()).toEqual([]);
  own.journal.outbox.gather([], now);
  expect(own.journal.outbox.pending(0, 1)[0]?.id).toBeGreaterThan(first?.id ?? 0);
});

test('of what a gateway that stays away has not been told, it keeps the latest 20,000', () => {
  const many = Array.from({ length: 20_005 }, (_, index) => ({ ...condition, id: `c-${index}` }));
  expect(own.journal.outbox.gather(many, now)).toBe(20_005);
  const [oldest] = own.journal.outbox.pending(0, 1);
  expect(oldest).toMatchObject({ kind: 'condition_appeared', condition: { id: 'c-5' } });
  expect(own.journal.outbox.pending(0, 30_000)).toHaveLength(20_000);
});
