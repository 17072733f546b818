import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import type { Instant } from '#shared/domain/run.ts';
import { freeName } from './free-name.ts';

/**
 * Copies the whole database, log included, to `<file>.schema-<version>-<time>` before its schema is
 * changed. Gives the path of the copy, which is on disk when this returns. Throws when it cannot be
 * made: then nothing may be migrated, and no half of it stays that would pass for the whole.
 */
export function copyBefore(db: Database, file: string, version: number, at: Instant): string {
  const copy = freeName(`${file}.schema-${version}-${at}`);
  // Made first, empty, so that nobody but the owner can read it at any time.
  const descriptor = openSync(copy, 'wx+', 0o600);
  try {
    db.prepare('VACUUM INTO ?').run(copy);
    fsyncSync(descriptor);
  } catch (error) {
    rmSync(copy, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
  return copy;
}
