import Sqlite, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chainRow } from './audit-chain.ts';
import { journalForEachTest } from './testing/journal-for-each-test.ts';

const own = journalForEachTest({ beforeEach, afterEach });
beforeEach(() => {
  for (const count of [1, 2, 3, 4, 5]) own.journal.audit.append(draft(`task:${count % 2}`, count));
});

const draft = (subject: string, count: number) => ({
  actor: 'operator' as const,
  verb: 'resume',
  subject,
  before: { state: 'blocked', attempt: count },
  after: { state: 'queued' },
  result: 'applied',
  message: `Resumed, attempt ${count}, “naïve” \uD800.`,
});

/** What an intruder does who knows the file: takes the triggers off first. */
function tamper(work: (db: Database) => void): void {
  const db = new Sqlite(own.home.file);
  const triggers = db
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
    .pluck()
    .all();
  for (const name of triggers) db.exec(`DROP TRIGGER ${name}`);
  work(db);
  db.close();
}

test('numbers, dates and chains its rows', () => {
  const rows = own.journal.audit.list({ limit: 10 });
  expect(rows.map(({ sequence }) => sequence)).toEqual([5, 4, 3, 2, 1]);
  expect(rows[0]).toMatchObject({ at: own.home.clock.now(), previousHash: rows[1]?.hash });
  expect(rows.at(-1)?.previousHash).toBe('');
  expect(own.journal.audit.verify()).toEqual({ kind: 'intact', rows: 5 });
});

test('lists the rows about one subject, page by page, newest first', () => {
  const first = own.journal.audit.list({ subject: 'task:1', limit: 2 });
  expect(first.map(({ sequence }) => sequence)).toEqual([5, 3]);
  const second = own.journal.audit.list({ subject: 'task:1', before: 3, limit: 2 });
  expect(second.map(({ sequence }) => sequence)).toEqual([1]);
  expect(own.journal.audit.list({ before: 3, limit: 1 }).map(({ sequence }) => sequence)).toEqual([
    2,
  ]);
});

test.each([
  ['changed', `UPDATE audit SET body = '{}' WHERE sequence = 2`],
  ['removed', 'DELETE FROM audit WHERE sequence = 5'],
  ['replaced', `INSERT OR REPLACE INTO audit (sequence, body, hash) VALUES (2, '{}', '')`],
  ['put in out of turn', `INSERT INTO audit (sequence, body, hash) VALUES (9, '{}', '')`],
  ['cut off at the head', 'UPDATE audit_head SET rows = 2'],
  ['robbed of its head', 'DELETE FROM audit_head'],
])('does not let a row be %s', (_what, sql) => {
  const db = new Sqlite(own.home.file);
  expect(() => db.exec(sql)).toThrow(/audit/i);
  db.close();
  expect(own.journal.audit.verify()).toEqual({ kind: 'intact', rows: 5 });
});

/** A row that fits what stands before it. */
function forge(sequence: number) {
  const [before] = own.journal.audit.list({ before: sequence, limit: 1 });
  return chainRow(draft('task:x', sequence), own.home.clock.now(), {
    rows: sequence - 1,
    hash: before?.hash ?? '',
  });
}

test('finds an edited row', () => {
  tamper((db) =>
    db.exec(`UPDATE audit SET body = replace(body, 'queued', 'failed') WHERE sequence = 3`),
  );
  expect(own.journal.audit.verify()).toMatchObject({ kind: 'broken', atSequence: 3 });
});

test('finds an edited row whose own hash was computed anew', () => {
  tamper((db) => {
    const { body, hash } = forge(3);
    db.prepare('UPDATE audit SET body = ?, hash = ? WHERE sequence = 3').run(body, hash);
  });
  expect(own.journal.audit.verify()).toMatchObject({ kind: 'broken', atSequence: 4 });
});

test('finds a missing row', () => {
  tamper((db) => db.exec('DELETE FROM audit WHERE sequence = 2'));
  expect(own.journal.audit.verify()).toMatchObject({ kind: 'broken', atSequence: 2 });
});

test('finds reordered rows', () => {
  tamper((db) =>
    db.exec(`UPDATE audit SET sequence = 99 WHERE sequence = 2;
      UPDATE audit SET sequence = 2 WHERE sequence = 3;
      UPDATE audit SET sequence = 3 WHERE sequence = 99;`),
  );
  expect(own.journal.audit.verify()).toMatchObject({ kind: 'broken', atSequence: 2 });
});

test('finds a tail that was cut off, and a beginning', () => {
  tamper((db) => db.exec('DELETE FROM audit WHERE sequence > 3'));
  expect(own.journal.audit.verify()).toMatchObject({ kind: 'broken', atSequence: 4 });
  tamper((db) => db.exec('DELETE FROM audit WHERE sequence = 1'));
  expect(own.journal.audit.verify()).toMatchObject({ kind: 'broken', atSequence: 1 });
});

test('finds a row that someone else added at the end, and a missing head', () => {
  tamper((db) => {
    const { body, hash } = forge(6);
    db.prepare('INSERT INTO audit (sequence, body, hash) VALUES (6, ?, ?)').run(body, hash);
  });
  expect(own.journal.audit.verify()).toMatchObject({ kind: 'broken', atSequence: 6 });
  tamper((db) => db.exec('DELETE FROM audit_head'));
  expect(own.journal.audit.verify()).toMatchObject({ kind: 'broken' });
});

test('finds rows by who did what, and by words in any case, never as a pattern', () => {
  own.journal.audit.append({
    ...draft('task:Login', 6),
    actor: 'rollcall',
    verb: 'task_interrupted',
  });
  const found = (query: object) =>
    own.journal.audit.list({ limit: 10, ...query }).map(({ sequence }) => sequence);
  expect(found({ actor: 'rollcall' })).toEqual([6]);
  expect(found({ verb: 'resume', text: 'ATTEMPT 3' })).toEqual([3]);
  expect(found({ text: 'login' })).toEqual([6]);
  expect(found({ text: '%' })).toEqual([]);
  expect(found({ text: `' OR 1 --` })).toEqual([]);
  expect(own.journal.audit.verbs()).toEqual(['resume', 'task_interrupted']);
});
