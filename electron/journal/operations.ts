import type { Database } from 'better-sqlite3';
import type { Operation } from '#shared/domain/plan.ts';

/** What is being done, and what was done: written before and after every step. */
export interface Operations {
  /** Replaces the whole of it. */
  save(operation: Operation): void;
  get(operationId: string): Operation | undefined;
  /** Newest first, at most `limit` (100). */
  list(limit?: number): readonly Operation[];
  /** Those not finished, oldest first: what a start after a crash must finish or undo. */
  listRunning(): readonly Operation[];
}

export function createOperations({ db }: { readonly db: Database }): Operations {
  const upsert = db.prepare<[string, string, number]>(
    `INSERT INTO operation (operation_id, body, begun) VALUES (?, ?, ?)
     ON CONFLICT (operation_id) DO UPDATE SET body = excluded.body`,
  );
  const select = (rest: string) => db.prepare<unknown[], string>(`SELECT body ${rest}`).pluck();
  const one = select('FROM operation WHERE operation_id = ?');
  const newest = select('FROM operation ORDER BY begun DESC, rowid DESC LIMIT ?');
  const running = select(`FROM operation WHERE state = 'running' ORDER BY begun, rowid`);
  return {
    save: (operation) => {
      const begun = Date.parse(operation.startedAt);
      upsert.run(operation.operationId, JSON.stringify(operation), begun);
    },
    get: (operationId) => {
      const body = one.get(operationId);
      return body === undefined ? undefined : parseOperation(body);
    },
    list: (limit = 100) => newest.all(limit).map(parseOperation),
    listRunning: () => running.all().map(parseOperation),
  };
}

// Written by `save` above.
const parseOperation = (body: string): Operation => JSON.parse(body) as Operation;
