import type { Database } from 'better-sqlite3';
import type { UndoEntry } from '#shared/domain/records.ts';
import type { Clock } from '#shared/domain/clock.ts';

/** What operations changed in the records, so that it can be set back, also after a restart. */
export interface UndoLog {
  /** Notes it, inside the transaction of the write that it is about. */
  note(planId: string, conditionId: string, entries: readonly UndoEntry[]): void;
  /** Of one item, oldest first. */
  of(planId: string, conditionId: string): readonly UndoEntry[];
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
  const select = db
    .prepare<[string, string], string>(
      'SELECT body FROM undo_entry WHERE plan_id = ? AND condition_id = ? ORDER BY entry',
    )
    .pluck();
  const forget = db.prepare<[number]>('DELETE FROM undo_entry WHERE noted_ms < ?');
  return {
    note(planId, conditionId, entries) {
      for (const entry of entries)
        insert.run(planId, conditionId, JSON.stringify(entry), clock.nowMs());
    },
    // Written by `note` above.
    of: (planId, conditionId) =>
      select.all(planId, conditionId).map((body) => JSON.parse(body) as UndoEntry),
    forgetBefore: (ms) => void forget.run(ms),
  };
}
