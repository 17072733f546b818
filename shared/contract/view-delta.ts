import type { CollectionName, View, ViewDelta } from './view.ts';

type Row = View[CollectionName][number];

/** What names a row within its collection. */
export const rowId = (row: Row): string => ('operationId' in row ? row.operationId : row.id);

const collectionNames: readonly CollectionName[] = [
  'conditions',
  'acknowledged',
  'environments',
  'tasks',
  'runs',
  'operations',
];

interface RowsDelta<T> {
  readonly upsert: readonly T[];
  readonly remove: readonly string[];
}

/** Rows whose text differs, and ids that are gone. Cost grows as n + m. */
export function diffRows<T extends Row>(
  before: readonly T[],
  after: readonly T[],
): RowsDelta<T> | undefined {
  if (before === after) return undefined;
  const known = new Map(before.map((row) => [rowId(row), row]));
  const upsert: T[] = [];
  for (const row of after) {
    const id = rowId(row);
    const old = known.get(id);
    if (old !== row && (old === undefined || JSON.stringify(old) !== JSON.stringify(row)))
      upsert.push(row);
    known.delete(id);
  }
  const remove = [...known.keys()];
  return upsert.length + remove.length === 0 ? undefined : { upsert, remove };
}

/** Keeps the order of rows that stay; new rows come last. */
export function patchRows<T extends Row>(
  rows: readonly T[],
  delta: RowsDelta<T> | undefined,
): readonly T[] {
  if (delta === undefined) return rows;
  const gone = new Set(delta.remove);
  const changed = new Map(delta.upsert.map((row) => [rowId(row), row]));
  const kept: T[] = [];
  for (const row of rows) {
    const id = rowId(row);
    if (gone.has(id)) continue;
    kept.push(changed.get(id) ?? row);
    changed.delete(id);
  }
  return [...kept, ...changed.values()];
}

/** The delta that turns `before` into `after`, up to the order of rows. */
export function diffView(before: View, after: View): ViewDelta {
  const delta: Record<string, unknown> = { header: after.header };
  for (const name of collectionNames) {
    const rows = diffRows<Row>(before[name], after[name]);
    if (rows !== undefined) delta[name] = rows;
  }
  // Built field by field above: each collection's rows come from the same collection of `after`.
  return delta as ViewDelta;
}

/** `before` with a delta from `diffView` put in. Untouched collections stay the same object. */
export function patchView(view: View, delta: ViewDelta): View {
  return {
    header: delta.header,
    conditions: patchRows(view.conditions, delta.conditions),
    acknowledged: patchRows(view.acknowledged, delta.acknowledged),
    environments: patchRows(view.environments, delta.environments),
    tasks: patchRows(view.tasks, delta.tasks),
    runs: patchRows(view.runs, delta.runs),
    operations: patchRows(view.operations, delta.operations),
  };
}
