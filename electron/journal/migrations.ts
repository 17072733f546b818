import type { Database } from 'better-sqlite3';
import { err, ok, type Result } from '#shared/result.ts';
import { atomically } from './atomically.ts';
import { schemaV1 } from './schema-v1.ts';
import { schemaV2 } from './schema-v2.ts';
import { schemaV3 } from './schema-v3.ts';
import { schemaV4 } from './schema-v4.ts';
import { schemaV5 } from './schema-v5.ts';

/** One step of the schema. Never edited once released: a change is a new step. */
export interface Migration {
  /** Numbered from 1 without gaps; kept in `PRAGMA user_version`. */
  readonly version: number;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [
  { version: 1, sql: schemaV1 },
  { version: 2, sql: schemaV2 },
  { version: 3, sql: schemaV3 },
  { version: 4, sql: schemaV4 },
  { version: 5, sql: schemaV5 },
];

/** Marks the file as a journal (`PRAGMA application_id`): “Roll” in ASCII. */
const applicationId = 0x52_6f_6c_6c;

export interface SchemaReading {
  readonly version: number;
  /** Whether nothing has been put into the file yet. */
  readonly isEmpty: boolean;
  readonly isJournal: boolean;
}

/** Reads what kind of database this is, in one consistent look. */
export function readSchema(db: Database): SchemaReading {
  return db.transaction(() => {
    const objects = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
    return {
      version: Number(db.pragma('user_version', { simple: true })),
      isEmpty: objects === 0,
      isJournal: db.pragma('application_id', { simple: true }) === applicationId,
    };
  })();
}

/**
 * Runs the steps that the file lacks, all or none. Gives the version reached, or the version found
 * when that is newer than the last step. Safe when several processes do it at once.
 */
export function migrate(db: Database, steps: readonly Migration[]): Result<number, number> {
  return atomically(db, () => {
    const found = readSchemaVersion(db);
    const latest = steps.at(-1)?.version ?? 0;
    if (found > latest) return err(found);
    for (const step of steps) if (step.version > found) db.exec(step.sql);
    if (latest > found) {
      db.pragma(`application_id = ${applicationId}`);
      db.pragma(`user_version = ${latest}`);
    }
    return ok(latest);
  });
}

const readSchemaVersion = (db: Database): number =>
  Number(db.pragma('user_version', { simple: true }));
