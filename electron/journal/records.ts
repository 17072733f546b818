import type { Database } from 'better-sqlite3';
import { recordId, recordKinds } from '#shared/domain/records-document.ts';
import type {
  AuditDraft,
  RecordChange,
  RecordKind,
  RecordName,
  RecordStore,
  StaleRecord,
} from '#shared/domain/records.ts';
import { isMoveBack } from '#shared/domain/session-transition.ts';
import { ok, type Result } from '#shared/result.ts';
import { atomically } from './atomically.ts';
import type { Audit } from './audit.ts';
import { createRecordCache, type LoadedRecords } from './record-cache.ts';
import { readRecord, type RecordRow } from './record-rows.ts';
import { createRecordWriter } from './write-records.ts';

export interface JournalRecords extends RecordStore {
  /**
   * `write` without an audit row. For heartbeats only: they say that nothing happened, and would bury
   * what did.
   */
  writeQuietly(changes: readonly RecordChange[]): Result<void, StaleRecord>;
  /** For whoever writes records past these calls: the next `load` reads all of them. */
  forgetLoaded(): void;
}

/**
 * The records. `write` appends its audit row even when there are no changes: whoever hands one in has
 * something to tell, such as a refusal. When a change is stale nothing is written, that row included.
 * The row says so when a session's record is set back by force.
 */
export function createRecords(journal: {
  readonly db: Database;
  readonly audit: Audit;
}): JournalRecords {
  const { db, audit } = journal;
  const columns = 'kind, id, version, source, workspace, body';
  // In order of ids, as engines list their sessions: both are compared side by side.
  const all = db.prepare<[], RecordRow>(
    `SELECT ${columns} FROM record WHERE body IS NOT NULL ORDER BY kind, id`,
  );
  const one = db.prepare<[string, string], RecordRow>(
    `SELECT ${columns} FROM record WHERE kind = ? AND id = ?`,
  );
  const mark = db.prepare<[], number>('PRAGMA data_version').pluck();
  const markNow = (): number => Number(mark.get());
  const cache = createRecordCache(() => gatherByKind(all.iterate()), recordId);
  const writeAll = createRecordWriter(db);
  const get = <K extends RecordKind>(kind: K, id: string) => readRecord<K>(one.get(kind, id));

  /** A session's record goes forward only: whoever sets it back does so by force. */
  const isForced = (change: RecordChange): boolean => {
    if (change.kind !== 'session' || change.after === undefined) return false;
    const known = get('session', change.id);
    return known !== undefined && isMoveBack(known.record.status, change.after.status);
  };

  const writeWith = (changes: readonly RecordChange[], beside: (isForced: boolean) => void) => {
    let before = NaN;
    const written = atomically(db, () => {
      // Inside the transaction nobody else can write any more.
      before = markNow();
      const forced = changes.some(isForced);
      const outcome = writeAll(changes);
      if (outcome.ok) beside(forced);
      return outcome;
    });
    if (written.ok)
      cache.change(
        before,
        changes.map(({ kind, id }) => ({ kind, id, now: get(kind, id) })),
      );
    return written;
  };

  return {
    load: () => cache.load(markNow()),
    get,
    write: (changes: readonly RecordChange[], draft: AuditDraft, beside) =>
      writeWith(changes, (forced) => {
        audit.appendWithin(forced ? { ...draft, isForced: true } : draft);
        beside?.();
      }),
    writeQuietly: (changes) =>
      changes.length === 0 ? ok(undefined) : writeWith(changes, () => undefined),
    forgetLoaded: () => cache.drop(),
  };
}

function gatherByKind(rows: Iterable<RecordRow>): LoadedRecords {
  const byKind: LoadedRecords['byKind'] = new Map(recordKinds.map((kind) => [kind, []]));
  const unreadable: RecordName[] = [];
  for (const row of rows) {
    const recorded = readRecord(row);
    if (recorded === undefined) unreadable.push({ kind: row.kind, id: row.id });
    else byKind.get(row.kind)?.push(recorded);
  }
  return { byKind, unreadable };
}
