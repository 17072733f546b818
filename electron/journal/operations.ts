import type { Database } from 'better-sqlite3';
import type { Doing, Operation, OperationItem } from '#shared/domain/plan.ts';
import type { AuditDraft } from '#shared/domain/records.ts';
import { createOperationItems } from './operation-items.ts';
import type { Audit } from './audit.ts';
import { parseOperation } from './stored-plan.ts';

/** What became of one item, with its place among the operation's items. */
export interface ItemOutcome {
  readonly index: number;
  readonly item: OperationItem;
  /** Written with it, or not at all. */
  readonly audit?: AuditDraft | undefined;
}

/** What is being done, and what was done: written before and after every step. */
export interface Operations {
  /** Replaces the whole of it; the notes of an operation that is over are folded in. */
  save(operation: Operation): void;
  /** Saves it and takes its plan for it, both or neither; false when the plan was used before. */
  begin(operation: Operation): boolean;
  /** Notes how far one item has come, before that step is taken. */
  noteStep(operationId: string, index: number, step: string): void;
  /** What is being done of one that this process carries out; for whoever reads it, and not stored. */
  show(operationId: string, doing: Doing): void;
  /** The steps that were begun and not finished, by the item's place. */
  steps(operationId: string): ReadonlyMap<number, string>;
  /** Writes what became of items, in one transaction and without the items beside them. */
  saveItems(operationId: string, outcomes: readonly ItemOutcome[]): void;
  /** Undefined also for one that somebody changed past us into none at all. */
  get(operationId: string): Operation | undefined;
  /** Newest first, at most `limit` (100). */
  list(limit?: number): readonly Operation[];
  /** Every one with an item of this condition, newest first, however long ago. */
  listAbout(conditionId: string): readonly Operation[];
  /** Those not finished, oldest first: what a start after a crash must finish or undo. */
  listRunning(): readonly Operation[];
}

interface OperationRow {
  readonly operation_id: string;
  readonly state: Operation['state'];
}

export function createOperations({
  db,
  audit,
}: {
  readonly db: Database;
  readonly audit: Pick<Audit, 'appendWithin'>;
}): Operations {
  const upsert = db.prepare<[string, string, number]>(
    `INSERT INTO operation (operation_id, body, begun) VALUES (?, ?, ?)
     ON CONFLICT (operation_id) DO UPDATE SET body = excluded.body`,
  );
  const take = db.prepare<[string, string]>(
    'UPDATE plan SET used_at = ? WHERE plan_id = ? AND used_at IS NULL',
  );
  const readBody = db
    .prepare<[string], string>('SELECT body FROM operation WHERE operation_id = ?')
    .pluck();
  const newest = db.prepare<[number], OperationRow>(
    'SELECT operation_id, state FROM operation ORDER BY begun DESC, rowid DESC LIMIT ?',
  );
  const about = db.prepare<[string], OperationRow>(
    `SELECT operation_id, state FROM operation WHERE instr(body, ?) > 0
     ORDER BY begun DESC, rowid DESC`,
  );
  const running = db.prepare<[], OperationRow>(
    `SELECT operation_id, state FROM operation WHERE state = 'running' ORDER BY begun, rowid`,
  );
  const items = createOperationItems(db);
  // One that is over does not change by itself, and bodies of thousands of items are slow to parse.
  const over = new Map<string, Operation>();

  // Those that this process carries out are read again and again while they grow.
  const underWay = new Map<string, Operation>();

  const write = (operation: Operation): void => {
    const { operationId, startedAt, state } = operation;
    over.delete(operationId);
    upsert.run(operationId, JSON.stringify(operation), Date.parse(startedAt));
    if (state !== 'running') items.forget(operationId);
  };
  const read = (operationId: string): Operation | undefined => {
    const known = underWay.get(operationId);
    if (known !== undefined) return known;
    const body = readBody.get(operationId);
    const operation = body === undefined ? undefined : parseOperation(body);
    return operation && items.withOutcomes(operation);
  };
  const readRow = ({ operation_id: id, state }: OperationRow): Operation[] => {
    const operation = over.get(id) ?? read(id);
    if (operation === undefined) return [];
    if (state !== 'running') over.set(id, operation);
    return [operation];
  };

  const save = db.transaction(write);
  const begin = db.transaction((operation: Operation) => {
    const isOurs = take.run(operation.startedAt, operation.planId).changes === 1;
    if (isOurs) write(operation);
    return isOurs;
  });
  const saveItems = db.transaction((operationId: string, outcomes: readonly ItemOutcome[]) => {
    for (const { index, item, audit: draft } of outcomes) {
      items.save(operationId, index, item);
      if (draft !== undefined) audit.appendWithin(draft);
    }
  });

  return {
    save(operation) {
      save(operation);
      underWay.delete(operation.operationId);
    },
    begin(operation) {
      const isOurs = begin.immediate(operation);
      if (isOurs) underWay.set(operation.operationId, operation);
      return isOurs;
    },
    noteStep: items.noteStep,
    show(operationId, doing) {
      const known = underWay.get(operationId);
      if (known !== undefined) underWay.set(operationId, { ...known, doing });
    },
    steps: items.steps,
    saveItems(operationId, outcomes) {
      saveItems.immediate(operationId, outcomes);
      const known = underWay.get(operationId);
      if (known === undefined) return;
      const now = [...known.items];
      for (const { index, item } of outcomes) now[index] = item;
      underWay.set(operationId, { ...known, items: now });
    },
    get: read,
    list: (limit = 100) => newest.all(limit).flatMap(readRow),
    listAbout: (conditionId) =>
      about
        .all(`"conditionId":${JSON.stringify(conditionId)}`)
        .flatMap(readRow)
        .filter(({ items: told }) => told.some((item) => item.conditionId === conditionId)),
    listRunning: () => running.all().flatMap(readRow),
  };
}
