import type { Database } from 'better-sqlite3';
import type { Result } from '#shared/result.ts';

/**
 * Does the work in one write transaction: kept when it gives `ok`, undone when it gives an error or
 * throws. IMMEDIATE, because other processes write too: the lock is taken (waiting for it) before
 * anything is read, so what the work has read still holds when it writes.
 */
export function atomically<T, E>(db: Database, work: () => Result<T, E>): Result<T, E> {
  db.exec('BEGIN IMMEDIATE');
  try {
    const outcome = work();
    db.exec(outcome.ok ? 'COMMIT' : 'ROLLBACK');
    return outcome;
  } catch (error) {
    // SQLite has already rolled back by itself after some errors, such as a full disk.
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
