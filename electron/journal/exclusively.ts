import Sqlite from 'better-sqlite3';

/**
 * Does the work while no other process does any under the same file, waiting for up to 5 s. The system
 * itself ends the hold of a process that dies. The file is made when it is missing and stays empty.
 * Throws what SQLite says when it cannot be held, and what the work throws.
 */
export function exclusively<T>(lockFile: string, work: () => T): T {
  const lock = new Sqlite(lockFile, { timeout: 5000 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return work();
  } finally {
    lock.close();
  }
}
