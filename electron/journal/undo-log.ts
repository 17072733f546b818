import type { Database } from 'better-sqlite3';
import type { UndoEntry, UndoFile } from '#shared/domain/records.ts';
import type { Clock } from '#shared/domain/clock.ts';

/** What operations changed in the records, so that it can be set back, also after a restart. */
export interface UndoLog {
  /** Notes it, inside the transaction of the write that it is about. */
  note(planId: string, conditionId: string, entries: readonly UndoEntry[]): void;
  /** Of one item, oldest first. */
  of(planId: string, conditionId: string): readonly UndoEntry[];
  /** Notes what files hold, before an act on them and once more after it. */
  noteFiles(planId: string, conditionId: string, files: readonly UndoFile[]): void;
  /** Of one item, each as it was noted last. */
  filesOf(planId: string, conditionId: string): readonly UndoFile[];
  /** Forgets what was noted before (milliseconds since the epoch). */
  forgetBefore(ms: number): void;
}

export function createUndoLog({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): UndoLog {
  const insert = db.prepare<[string, string, string, number]>(
    'INSERT INTO undo_entry (plan_id, condition_id, body, noted_ms) VALUES (?, ?, ?, ?)',
  );
  // A record has a kind, a file a path.
  const select = (field: 'kind' | 'path') =>
    db
      .prepare<[string, string], string>(
        `SELECT body FROM undo_entry WHERE plan_id = ? AND condition_id = ?
           AND body ->> '$.${field}' IS NOT NULL ORDER BY entry`,
      )
      .pluck();
  const [records, files] = [select('kind'), select('path')];
  const forget = db.prepare<[number]>('DELETE FROM undo_entry WHERE noted_ms < ?');
  const insertAll = (
    planId: string,
    conditionId: string,
    bodies: readonly (UndoEntry | UndoFile)[],
  ): void => {
    for (const body of bodies) insert.run(planId, conditionId, JSON.stringify(body), clock.nowMs());
  };
  return {
    note: insertAll,
    // Written by `note` above.
    of: (planId, conditionId) =>
      records.all(planId, conditionId).map((body) => JSON.parse(body) as UndoEntry),
    noteFiles: db.transaction(insertAll),
    filesOf(planId, conditionId) {
      const last = new Map<string, UndoFile>();
      for (const body of files.all(planId, conditionId)) {
        // Written by `noteFiles` above.
        const file = JSON.parse(body) as UndoFile;
        last.set(file.path, file);
      }
      return [...last.values()];
    },
    forgetBefore: (ms) => void forget.run(ms),
  };
}
