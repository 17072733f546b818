import { existsSync, renameSync, statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { Instant } from '#shared/domain/run.ts';
import type { Opening } from './journal-error.ts';
import { freeName } from './free-name.ts';

/** A file that SQLite says is damaged, known by its inode. */
export interface Damage {
  readonly file: string;
  readonly inode: bigint;
  readonly why: string;
}

/**
 * Looks whether SQLite can read the file: header and schema, and when thorough every page. Gives null
 * when it can. Throws for anything that is not damage, such as missing permission.
 */
export function findDamage(file: string, isThorough: boolean): Damage | null {
  const { ino: inode } = statSync(file, { bigint: true });
  const db = new Sqlite(file, { timeout: 5000 });
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    if (!isThorough) return null;
    const verdict = String(db.pragma('quick_check(1)', { simple: true }));
    return verdict === 'ok' ? null : { file, inode, why: verdict };
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && /^SQLITE_(?:CORRUPT|NOTADB)/.test(error.code))
      return { file, inode, why: error.message };
    throw error;
  } finally {
    db.close();
  }
}

/**
 * Renames the damaged file and what belongs to it to `<file>.corrupt-<time>`; never overwrites. Gives
 * null when another process has already done so: the file now at that path is a new one.
 */
export function moveAside(damage: Damage, at: Instant): Opening['movedAside'] {
  const { file, inode, why } = damage;
  const current = statSync(file, { bigint: true, throwIfNoEntry: false });
  if (current?.ino !== inode) return null;
  const to = freeName(`${file}.corrupt-${at}`);
  renameSync(file, to);
  // SQLite finds a journal's log by its name: moved along, nothing in it is lost to a repair.
  for (const suffix of ['-wal', '-shm'])
    if (existsSync(file + suffix)) renameSync(file + suffix, to + suffix);
  return { to, why };
}
