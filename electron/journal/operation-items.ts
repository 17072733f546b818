import type { Database } from 'better-sqlite3';
import type { Operation, OperationItem } from '#shared/domain/plan.ts';
import { parseOutcome } from './stored-plan.ts';

interface ItemRow {
  readonly position: number;
  readonly body: string | null;
  readonly step: string | null;
}

/** The rows of table `operation_item`; see there. Callers hold the transaction. */
export interface OperationItems {
  save(operationId: string, index: number, item: OperationItem): void;
  noteStep(operationId: string, index: number, step: string): void;
  steps(operationId: string): ReadonlyMap<number, string>;
  /** The operation with what became of its items since its body was written. */
  withOutcomes(operation: Operation): Operation;
  forget(operationId: string): void;
}

export function createOperationItems(db: Database): OperationItems {
  const save = db.prepare<[string, number, string]>(
    `INSERT INTO operation_item (operation_id, position, body) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET body = excluded.body, step = NULL`,
  );
  const note = db.prepare<[string, number, string]>(
    `INSERT INTO operation_item (operation_id, position, step) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET step = excluded.step`,
  );
  const all = db.prepare<[string], ItemRow>(
    'SELECT position, body, step FROM operation_item WHERE operation_id = ?',
  );
  const forget = db.prepare<[string]>('DELETE FROM operation_item WHERE operation_id = ?');
  return {
    save: (operationId, index, item) => void save.run(operationId, index, JSON.stringify(item)),
    noteStep: (operationId, index, step) => void note.run(operationId, index, step),
    steps: (operationId) =>
      new Map(
        all
          .all(operationId)
          .flatMap(({ position, step }) => (step === null ? [] : [[position, step]])),
      ),
    withOutcomes(operation) {
      const rows = all.all(operation.operationId);
      if (rows.length === 0) return operation;
      const items = [...operation.items];
      for (const { position, body } of rows) {
        const outcome = body === null ? undefined : parseOutcome(body);
        // No hole may come into the list, whatever place a row names.
        if (outcome !== undefined && position < items.length) items[position] = outcome;
      }
      return { ...operation, items };
    },
    forget: (operationId) => void forget.run(operationId),
  };
}
