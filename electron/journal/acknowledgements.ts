import type { Database } from 'better-sqlite3';
import type { Instant } from '#shared/domain/run.ts';

/** An operator's “I have seen this”; holds until the condition's signature changes. */
export interface Acknowledgement {
  readonly conditionId: string;
  readonly signature: string;
  readonly note?: string | undefined;
  readonly at: Instant;
  /** A snooze: it holds no longer than this. */
  readonly until?: Instant | undefined;
}

export interface Acknowledgements {
  /** Replaces an earlier one of the same condition. */
  put(acknowledgement: Acknowledgement): void;
  /** Whether there was one. */
  remove(conditionId: string): boolean;
  get(conditionId: string): Acknowledgement | undefined;
  /** By condition id; with `at`, without the snoozes that are over by then. */
  all(at?: Instant): ReadonlyMap<string, Acknowledgement>;
}

interface Row {
  readonly condition_id: string;
  readonly signature: string;
  readonly note: string | null;
  readonly at: string;
  readonly until: string | null;
}

export function createAcknowledgements({ db }: { readonly db: Database }): Acknowledgements {
  const columns = 'condition_id, signature, note, at, until';
  const upsert = db.prepare<[string, string, string | null, string, string | null]>(
    `INSERT OR REPLACE INTO acknowledgement (${columns}) VALUES (?, ?, ?, ?, ?)`,
  );
  const remove = db.prepare<[string]>('DELETE FROM acknowledgement WHERE condition_id = ?');
  const one = db.prepare<[string], Row>(
    `SELECT ${columns} FROM acknowledgement WHERE condition_id = ?`,
  );
  const all = db.prepare<[], Row>(`SELECT ${columns} FROM acknowledgement`);
  return {
    put: ({ conditionId, signature, note, at, until }) =>
      void upsert.run(conditionId, signature, note ?? null, at, until ?? null),
    get: (conditionId) => {
      const row = one.get(conditionId);
      return row && readRow(row);
    },
    remove: (conditionId) => remove.run(conditionId).changes === 1,
    all: (at) =>
      new Map(
        all
          .all()
          .filter(({ until }) => at === undefined || until === null || until > at)
          .map((row) => [row.condition_id, readRow(row)]),
      ),
  };
}

const readRow = ({ condition_id, signature, note, at, until }: Row): Acknowledgement => ({
  conditionId: condition_id,
  signature,
  at,
  ...(note === null ? {} : { note }),
  ...(until === null ? {} : { until }),
});
