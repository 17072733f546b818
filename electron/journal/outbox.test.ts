import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeCondition } from '#shared/testing/make-condition.ts';
import type { Journal } from './open-journal.ts';
import { makeTemporaryHome, type TemporaryHome } from './testing/temporary-home.ts';

let home: TemporaryHome;
let journal: Journal;
beforeEach(() => {
  home = makeTemporaryHome();
  journal = home.open();
});
afterEach(() => {
  journal.close();
  home.remove();
});

const now = '2026-01-31T14:00:00.000Z';
const audit = (subject: string) =>
  journal.audit.append({
    actor: 'rollcall',
    verb: 'task_blocked',
    subject,
    result: 'applied',
    message: 'm',
  });
const kinds = () => journal.outbox.pending(0, 100).map(({ kind, subject }) => `${kind} ${subject}`);
const condition = makeCondition.crashed({ id: 'c-1', signature: 'a' });
const subject = `${condition.subject.kind}:${condition.subject.id}`;

test('tells what came after the relay was turned on, not history', () => {
  audit('task:old');
  expect(journal.outbox.gather([], now)).toBe(0);
  audit('task:new');
  expect(journal.outbox.gather([], now)).toBe(1);
  expect(kinds()).toEqual(['transition task:new']);
});

test('tells when a condition appears, changes and clears, each once, also across a restart', () => {
  journal.outbox.gather([condition], now);
  journal.outbox.gather([condition], now);
  journal.close();
  journal = home.open();
  journal.outbox.gather([{ ...condition, signature: 'b' }], now);
  journal.outbox.gather([], now);
  journal.outbox.gather([], now);
  expect(kinds()).toEqual([
    `condition_appeared ${subject}`,
    `condition_changed ${subject}`,
    `condition_cleared ${subject}`,
  ]);
});

test('keeps what was not acknowledged, and never uses an id twice', () => {
  journal.outbox.gather([condition], now);
  const [first] = journal.outbox.pending(0, 1);
  journal.outbox.acknowledge(first?.id ?? 0);
  expect(kinds()).toEqual([]);
  journal.outbox.gather([], now);
  expect(journal.outbox.pending(0, 1)[0]?.id).toBeGreaterThan(first?.id ?? 0);
});
