import { existsSync, mkdirSync, openSync, closeSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import type { Clock } from '#shared/domain/clock.ts';
import { err, messageOf, ok, type Result } from '#shared/result.ts';
import { copyBefore } from './copy-before.ts';
import type { JournalError, Opening } from './journal-error.ts';
import { migrate, readSchema, type Migration } from './migrations.ts';
import { findDamage, moveAside } from './move-aside.ts';

export interface OpenRequest {
  /** Absolute path; its directory is made when missing. */
  readonly file: string;
  readonly clock: Clock;
  readonly migrations: readonly Migration[];
  /** Whether every page is checked first: a few milliseconds per 10 MB. */
  readonly isThorough: boolean;
}

export interface OpenedDatabase {
  readonly db: Database;
  readonly opening: Opening;
}

/**
 * Opens the file at the newest schema. A damaged file is moved aside and a new one begun; a newer
 * schema, another program's database or an unreachable path is an error and stays untouched.
 */
export function openDatabase(request: OpenRequest): Result<OpenedDatabase, JournalError> {
  const { file, clock } = request;
  let movedAside: Opening['movedAside'] = null;
  try {
    for (;;) {
      const isNew = prepareFile(file);
      const damage = findDamage(file, request.isThorough);
      if (damage === null) return connect(request, isNew, movedAside);
      movedAside = moveAside(damage, clock.now()) ?? movedAside;
    }
  } catch (error) {
    const why = messageOf(error);
    // The next start finds no damage any more, and so could not say it.
    const kept =
      movedAside === null ? '' : ` A damaged one was there; it was kept as ${movedAside.to}.`;
    return err({
      kind: 'unreadable',
      file,
      message: `The journal ${file} cannot be opened (${why}).${kept} Check the path, its permissions and free space, or that no other program holds it; then try again.`,
    });
  }
}

/** Makes the file, readable for its owner only: records hold prompts. Gives whether it was new. */
function prepareFile(file: string): boolean {
  const isNew = !existsSync(file);
  if (!isNew) return false;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  return true;
}

function connect(
  request: OpenRequest,
  isNew: boolean,
  movedAside: Opening['movedAside'],
): Result<OpenedDatabase, JournalError> {
  const db = connectTo(request.file);
  try {
    return bringUp(db, request, isNew, movedAside);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Brings the schema to the newest; closes the connection when it must not be used. */
function bringUp(
  db: Database,
  request: OpenRequest,
  isNew: boolean,
  movedAside: Opening['movedAside'],
): Result<OpenedDatabase, JournalError> {
  const { file, migrations } = request;
  const refuse = (error: JournalError): Result<never, JournalError> => {
    db.close();
    return err(error);
  };
  const schema = readSchema(db);
  if (!schema.isJournal && !schema.isEmpty) return refuse(notAJournal(file));
  const latest = migrations.at(-1)?.version ?? 0;
  if (schema.version > latest) return refuse(newerSchema(file, schema.version, latest));
  usePragmas(db);
  const isBehind = !schema.isEmpty && schema.version < latest;
  const copy = isBehind ? copyBefore(db, file, schema.version, request.clock.now()) : null;
  const reached = migrate(db, migrations);
  // Another process, newer than this one, may have migrated it since `readSchema`.
  if (!reached.ok) return refuse(newerSchema(file, reached.error, latest));
  const migration = copy === null ? null : { from: schema.version, to: latest, copy };
  return ok({ db, opening: { file, isNew: isNew || schema.isEmpty, movedAside, migration } });
}

/** A connection that waits for others' locks for up to 5 s. */
const connectTo = (file: string): Database => new Sqlite(file, { timeout: 5000 });

function usePragmas(db: Database): void {
  // WAL: readers never wait for the writer of another process.
  db.pragma('journal_mode = WAL');
  // FULL: what was journaled before an act is still there after a power cut.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
}

const notAJournal = (file: string): JournalError => ({
  kind: 'not_a_journal',
  file,
  message: `${file} is a database of another program, so it is left alone. Choose another home directory, or move that file away.`,
});

const newerSchema = (file: string, found: number, supported: number): JournalError => ({
  kind: 'newer_schema',
  file,
  found,
  supported,
  message: `The journal ${file} was written by a newer Rollcall (schema ${found}; this one knows up to ${supported}). Start the newer Rollcall, or choose another home directory.`,
});
