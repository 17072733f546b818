import { execFile } from 'node:child_process';
import {
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
  closeSync,
} from 'node:fs';
import { promisify } from 'node:util';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTask } from '#shared/testing/make-record.ts';
import { openJournal } from './open-journal.ts';
import { makeTemporaryHome, type TemporaryHome } from './testing/temporary-home.ts';

let home: TemporaryHome;
beforeEach(() => {
  home = makeTemporaryHome();
});
afterEach(() => home.remove());

const audit = {
  actor: 'operator',
  verb: 'test',
  subject: 'task:login',
  result: 'applied',
  message: 'Done.',
} as const;

const writeTasks = (count: number): void => {
  const journal = home.open();
  const changes = Array.from({ length: count }, (_, index) => ({
    kind: 'task' as const,
    id: `task-${index}`,
    expectedVersion: 0,
    after: makeTask.queued({ id: `task-${index}`, prompt: 'x'.repeat(500) }),
    workspace: '/repos/shop',
  }));
  expect(journal.records.write(changes, audit).ok).toBe(true);
  journal.close();
};

test('begins a journal in a home that is not there yet, readable for its owner only', () => {
  const file = `${home.directory}/deeper/still/journal.db`;
  const opened = openJournal({ file, clock: home.clock });
  expect(opened.ok && opened.value.opening).toEqual({
    file,
    isNew: true,
    movedAside: null,
    migration: null,
  });
  if (opened.ok) opened.value.close();
  expect(statSync(file).mode & 0o077).toBe(0);
});

test('finds everything again after it was closed', () => {
  writeTasks(3);
  const journal = home.open();
  expect(journal.opening).toMatchObject({ isNew: false, movedAside: null, migration: null });
  expect(journal.records.load().tasks.map(({ record }) => record.id)).toHaveLength(3);
});

test('moves a file that is no database aside, keeps it whole, and says so', () => {
  writeFileSync(home.file, 'This was never a database. '.repeat(100));
  const journal = home.open();
  const to = `${home.file}.corrupt-2026-01-31T14-03-10.000Z`;
  expect(journal.opening.movedAside?.to).toBe(to);
  expect(readFileSync(to, 'utf8')).toContain('never a database');
  expect(journal.audit.list({ limit: 1 })).toMatchObject([{ verb: 'journal_moved_aside' }]);
  expect(journal.records.load().tasks).toEqual([]);
});

test('moves a journal with damaged pages aside instead of reading half of it', () => {
  writeTasks(200);
  const size = statSync(home.file).size;
  const descriptor = openSync(home.file, 'r+');
  writeSync(descriptor, Buffer.alloc(size - 8192, 0xa5), 0, size - 8192, 8192);
  closeSync(descriptor);
  const journal = home.open();
  expect(journal.opening.movedAside).not.toBeNull();
  expect(journal.opening.isNew).toBe(true);
  expect(home.names().filter((name) => name.includes('.corrupt-'))).toHaveLength(1);
});

test('never overwrites what was moved aside before, even within the same millisecond', () => {
  for (const text of ['first '.repeat(200), 'second '.repeat(200)]) {
    writeFileSync(home.file, text);
    home.open().close();
  }
  const aside = home.names().filter((name) => name.includes('.corrupt-'));
  expect(
    aside.map((name) => readFileSync(`${home.directory}/${name}`, 'utf8').slice(0, 6)),
  ).toEqual(['first ', 'second']);
});

test('refuses the journal of a newer Rollcall and leaves it as it is', () => {
  home.open().close();
  const raw = new Sqlite(home.file);
  raw.pragma('user_version = 99');
  raw.close();
  const opened = openJournal({ file: home.file, clock: home.clock });
  expect(opened).toMatchObject({ ok: false, error: { kind: 'newer_schema', found: 99 } });
  expect(home.names()).toEqual(['journal.db']);
});

test('leaves the database of another program alone', () => {
  const raw = new Sqlite(home.file);
  raw.exec('CREATE TABLE theirs (id)');
  raw.close();
  const before = readFileSync(home.file);
  const opened = openJournal({ file: home.file, clock: home.clock });
  expect(opened).toMatchObject({ ok: false, error: { kind: 'not_a_journal' } });
  expect(readFileSync(home.file).equals(before)).toBe(true);
});

test('says so when a directory stands where the journal should be', () => {
  mkdirSync(home.file);
  const opened = openJournal({ file: home.file, clock: home.clock });
  expect(opened).toMatchObject({ ok: false, error: { kind: 'unreadable', file: home.file } });
});

test('notices cheaply that another process wrote, and not that it wrote itself', () => {
  const console = home.open();
  const terminal = home.open();
  const before = console.changeCounter();
  console.audit.append(audit);
  expect(console.changeCounter()).toBe(before);
  terminal.audit.append(audit);
  expect(console.changeCounter()).not.toBe(before);
});

const openAndAppend = `
  import { openJournal } from './electron/journal/open-journal.ts';
  import { systemClock } from './electron/platform/clock.ts';
  const opened = openJournal({ file: process.argv[1], clock: systemClock });
  if (!opened.ok) throw new Error(opened.error.message);
  for (let row = 0; row < 20; row += 1) opened.value.audit.append(${JSON.stringify(audit)});
  opened.value.close();
`;

test('lets several processes begin and fill the same journal at once', async () => {
  const run = promisify(execFile);
  const args = ['--input-type=module', '--no-warnings', '-e', openAndAppend, home.file];
  await Promise.all([1, 2, 3, 4].map(() => run(process.execPath, args)));
  const journal = home.open();
  expect(journal.opening.movedAside).toBeNull();
  expect(journal.audit.verify()).toEqual({ kind: 'intact', rows: 80 });
});
