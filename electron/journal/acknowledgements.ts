import type { Database } from 'better-sqlite3';
import type { Instant } from '#shared/domain/run.ts';

/** An operator's “I have seen this”; holds until the condition's signature changes. */
export interface Acknowledgement {
  readonly conditionId: string;
  readonly signature: string;
  readonly note?: string | undefined;
  readonly at: Instant;
}

export interface Acknowledgements {
  /** Replaces an earlier one of the same condition. */
  put(acknowledgement: Acknowledgement): void;
  /** Whether there was one. */
  remove(conditionId: string): boolean;
  /** By condition id. */
  all(): ReadonlyMap<string, Acknowledgement>;
}

interface Row {
  readonly condition_id: string;
  readonly signature: string;
  readonly note: string | null;
  readonly at: string;
}

export function createAcknowledgements({ db }: { readonly db: Database }): Acknowledgements {
  const upsert = db.prepare<[string, string, string | null, string]>(
    'INSERT OR REPLACE INTO acknowledgement (condition_id, signature, note, at) VALUES (?, ?, ?, ?)',
  );
  const remove = db.prepare<[string]>('DELETE FROM acknowledgement WHERE condition_id = ?');
  const all = db.prepare<[], Row>('SELECT condition_id, signature, note, at FROM acknowledgement');
  return {
    put: ({ conditionId, signature, note, at }) =>
      void upsert.run(conditionId, signature, note ?? null, at),
    remove: (conditionId) => remove.run(conditionId).changes === 1,
    all: () => new Map(all.all().map((row) => [row.condition_id, readRow(row)])),
  };
}

const readRow = ({ condition_id: conditionId, signature, note, at }: Row): Acknowledgement => ({
  conditionId,
  signature,
  at,
  ...(note === null ? {} : { note }),
});
