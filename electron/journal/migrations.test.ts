import { statSync, writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { valueOf } from '#shared/testing/value-of.ts';
import { copyBefore } from './copy-before.ts';
import { migrate, migrations, readSchema, type Migration } from './migrations.ts';
import { openDatabase } from './open-database.ts';
import { makeTemporaryHome, type TemporaryHome } from './testing/temporary-home.ts';

let home: TemporaryHome;
beforeEach(() => {
  home = makeTemporaryHome();
});
afterEach(() => home.remove());

const latest = migrations.length;
const nextStep: Migration = { version: latest + 1, sql: 'CREATE TABLE later (id TEXT) STRICT' };
const brokenStep: Migration = {
  version: latest + 1,
  sql: 'CREATE TABLE half (id TEXT); INSERT INTO nowhere VALUES (1)',
};

const open = (steps: readonly Migration[]) =>
  openDatabase({ file: home.file, clock: home.clock, migrations: steps, isThorough: true });

const schemaOf = (file: string): unknown => {
  const db = new Sqlite(file);
  const rows = db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all();
  db.close();
  return rows;
};

test('numbers its steps from 1 without gaps', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
});

test.each(migrations.map(({ version }) => version))(
  'brings a journal of schema %i to the newest, the same as a fresh one',
  (version) => {
    const old = new Sqlite(home.file);
    migrate(old, migrations.slice(0, version));
    old.close();
    home.open().close();
    const fresh = `${home.directory}/fresh.db`;
    const db = new Sqlite(fresh);
    migrate(db, migrations);
    db.close();
    expect(schemaOf(home.file)).toEqual(schemaOf(fresh));
  },
);

test('copies an existing journal, with everything in it, before it changes the schema', () => {
  const journal = home.open();
  journal.settings.set('theme', 'dark');
  const opened = valueOf(open([...migrations, nextStep]));
  opened.db.close();
  const copy = `${home.file}.schema-${latest}-2026-01-31T14-03-10.000Z`;
  expect(opened.opening.migration).toEqual({ from: latest, to: latest + 1, copy });
  expect(statSync(copy).mode & 0o077).toBe(0);
  const kept = new Sqlite(copy);
  expect(readSchema(kept)).toEqual({ version: latest, isEmpty: false, isJournal: true });
  expect(kept.prepare('SELECT value FROM setting').pluck().all()).toEqual(['"dark"']);
  kept.close();
});

test('copies nothing when there is nothing to migrate', () => {
  home.open().close();
  home.open().close();
  expect(home.names()).toEqual(['journal.db']);
});

test('leaves no half copy that could be taken for a whole one', () => {
  const db = new Sqlite(home.file);
  db.exec('CREATE TABLE one (id TEXT)');
  db.close();
  expect(() => copyBefore(db, home.file, 1, '2026-01-31T14:03:10.000Z')).toThrow('not open');
  expect(home.names()).toEqual(['journal.db']);
});

test('holds the journal no longer when it could not be brought to the newest schema', () => {
  home.open().close();
  expect(open([...migrations, brokenStep]).ok).toBe(false);
  expect(home.names().filter((name) => /-(?:wal|shm)$/.test(name))).toEqual([]);
});

test('says where a damaged journal was kept, also when none can be begun in its place', () => {
  writeFileSync(home.file, 'no database, however long it is looked at '.repeat(50));
  const opened = open([brokenStep]);
  if (opened.ok) throw new Error('It was opened.');
  expect(opened.error.message).toContain(`${home.file}.corrupt-2026-01-31T14-03-10.000Z`);
});

test('leaves the journal at its old schema when a step fails', () => {
  home.open().close();
  expect(open([...migrations, brokenStep])).toMatchObject({
    ok: false,
    error: { kind: 'unreadable' },
  });
  const db = new Sqlite(home.file);
  expect(readSchema(db).version).toBe(latest);
  expect(db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'half'").get()).toBeUndefined();
  db.close();
});
