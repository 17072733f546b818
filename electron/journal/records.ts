import type { Database } from 'better-sqlite3';
import { collectionOf, recordKinds } from '#shared/domain/records-document.ts';
import type {
  AuditDraft,
  Recorded,
  RecordChange,
  RecordKind,
  RecordKinds,
  RecordSet,
  RecordStore,
  StaleRecord,
} from '#shared/domain/records.ts';
import { ok, type Result } from '#shared/result.ts';
import { atomically } from './atomically.ts';
import type { Audit } from './audit.ts';
import { readRecord, type RecordRow } from './record-rows.ts';
import { createRecordWriter } from './write-records.ts';

export interface JournalRecords extends RecordStore {
  /**
   * `write` without an audit row. For heartbeats only: they say that nothing happened, and would bury
   * what did.
   */
  writeQuietly(changes: readonly RecordChange[]): Result<void, StaleRecord>;
}

/**
 * The records. `write` appends its audit row even when there are no changes: whoever hands one in has
 * something to tell, such as a refusal. When a change is stale nothing is written, that row included.
 */
export function createRecords(journal: {
  readonly db: Database;
  readonly audit: Audit;
}): JournalRecords {
  const { db, audit } = journal;
  const columns = 'kind, id, version, source, workspace, body';
  const all = db.prepare<[], RecordRow>(`SELECT ${columns} FROM record WHERE body IS NOT NULL`);
  const one = db.prepare<[string, string], RecordRow>(
    `SELECT ${columns} FROM record WHERE kind = ? AND id = ?`,
  );
  const writeAll = createRecordWriter(db);
  return {
    load: () => gatherByKind(all.iterate()),
    get: <K extends RecordKind>(kind: K, id: string) => readRecord<K>(one.get(kind, id)),
    write: (changes: readonly RecordChange[], draft: AuditDraft) =>
      atomically(db, () => {
        const written = writeAll(changes);
        if (written.ok) audit.appendWithin(draft);
        return written;
      }),
    writeQuietly: (changes) =>
      changes.length === 0 ? ok(undefined) : atomically(db, () => writeAll(changes)),
  };
}

function gatherByKind(rows: Iterable<RecordRow>): RecordSet {
  const gathered = new Map<RecordKind, Recorded<RecordKinds[RecordKind]>[]>(
    recordKinds.map((kind) => [kind, []]),
  );
  for (const row of rows) {
    const recorded = readRecord(row);
    if (recorded !== undefined) gathered.get(row.kind)?.push(recorded);
  }
  const entries = recordKinds.map((kind) => [collectionOf[kind], gathered.get(kind) ?? []]);
  // Each collection holds exactly the rows of its own kind.
  return Object.fromEntries(entries) as RecordSet;
}
