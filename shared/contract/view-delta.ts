import { collectionNames, type CollectionName, type View, type ViewDelta } from './view.ts';

type Row = View[CollectionName][number];

/** What names a row within its collection. */
export const rowId = (row: Row): string => ('operationId' in row ? row.operationId : row.id);

export interface RowsDelta<T> {
  readonly upsert: readonly T[];
  readonly remove: readonly string[];
}

/**
 * Whether two values of a row say the same. When a probe looked is not part of it: every look would
 * change every row. Whoever shows the evidence of one item asks for that item (`readCondition`).
 */
export function saysTheSame(before: unknown, after: unknown): boolean {
  if (before === after) return true;
  if (typeof before !== 'object' || typeof after !== 'object') return false;
  if (before === null || after === null) return false;
  if (Array.isArray(before))
    return (
      Array.isArray(after) &&
      before.length === after.length &&
      before.every((one, at) => saysTheSame(one, after[at]))
    );
  // Both are plain objects of a row: their keys are read, nothing else.
  const [one, other] = [before as Record<string, unknown>, after as Record<string, unknown>];
  for (const key in one)
    if (key !== 'observedAt' && !saysTheSame(one[key], other[key])) return false;
  for (const key in other) if (one[key] === undefined && other[key] !== undefined) return false;
  return true;
}

/** Rows that say something else, and ids that are gone. Cost grows as n + m. */
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
    if (old === undefined || !saysTheSame(old, row)) upsert.push(row);
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

/** How many rows a delta brings or takes away. */
export const countChanges = (delta: ViewDelta): number =>
  collectionNames.reduce((sum, name) => {
    const { upsert = [], remove = [] } = delta[name] ?? {};
    return sum + upsert.length + remove.length;
  }, 0);

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
