import type { Database } from 'better-sqlite3';
import type { Instant } from '#shared/domain/run.ts';

/** Since when each condition is there, also across restarts. */
export interface FirstSeen {
  /**
   * Tells when each of the conditions now present was first seen: `now` for a new one. One that was
   * absent for a day is forgotten, so that it counts as new when it returns. Not `isWhole`: there may
   * be more than was looked at so far, so nothing is absent.
   */
  touch(
    conditionIds: Iterable<string>,
    now: Instant,
    isWhole?: boolean,
  ): ReadonlyMap<string, Instant>;
}

interface Row {
  readonly condition_id: string;
  readonly first_at: string;
  readonly last_at_ms: number;
}

const hourMs = 3_600_000;
/** “Last seen” is written once an hour: a quiet look must not write to the disk. */
const refreshMs = hourMs;
const forgetMs = 24 * hourMs + refreshMs;

export function createFirstSeen({ db }: { readonly db: Database }): FirstSeen {
  const all = db.prepare<[], Row>('SELECT condition_id, first_at, last_at_ms FROM first_seen');
  // Another process may have been first: then its time stays.
  const upsert = db.prepare<[string, string, number]>(
    `INSERT INTO first_seen (condition_id, first_at, last_at_ms) VALUES (?, ?, ?)
     ON CONFLICT (condition_id) DO UPDATE SET last_at_ms = max(last_at_ms, excluded.last_at_ms)`,
  );
  const forget = db.prepare<[string, number]>(
    'DELETE FROM first_seen WHERE condition_id = ? AND last_at_ms < ?',
  );
  return {
    touch: (conditionIds, now, isWhole = true) => {
      const nowMs = Date.parse(now);
      const present = new Set(conditionIds);
      const known = new Map(all.all().map((row) => [row.condition_id, row]));
      const due = [...present].filter(
        (id) => (known.get(id)?.last_at_ms ?? -Infinity) <= nowMs - refreshMs,
      );
      const forgetBefore = nowMs - forgetMs;
      const gone = [...known.values()].filter(
        (row) => isWhole && !present.has(row.condition_id) && row.last_at_ms < forgetBefore,
      );
      if (due.length + gone.length > 0)
        db.transaction(() => {
          for (const id of due) upsert.run(id, now, nowMs);
          for (const row of gone) forget.run(row.condition_id, forgetBefore);
        }).immediate();
      return new Map([...present].map((id) => [id, known.get(id)?.first_at ?? now]));
    },
  };
}
