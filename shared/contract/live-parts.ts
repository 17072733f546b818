import { arrangeByCause } from '#shared/domain/group.ts';
import { collectionNames, type CollectionName, type LiveEvent, type View } from './view.ts';

/** A view with at most so many rows goes in one piece. */
const wholeUpTo = 400;
/** As many conditions as a large screen shows, and some to scroll into. */
const firstRows = 120;
/** Rows per piece: some milliseconds of reading. */
const pieceRows = 1500;

type Rows = { readonly [Name in CollectionName]?: View[Name] };

const countRows = (view: View): number =>
  collectionNames.reduce((sum, name) => sum + view[name].length, 0);

/**
 * A snapshot as events: small ones whole; of a large one the header and the conditions that an operator
 * sees first, in the default order, and then the other rows in pieces.
 */
export function* snapshotEvents(view: View, sequence: number): Generator<LiveEvent, void, void> {
  if (countRows(view) <= wholeUpTo) {
    yield { kind: 'snapshot', sequence, view };
    return;
  }
  const conditions = arrangeByCause(view.conditions);
  const rest: Rows = { ...view, conditions: conditions.slice(firstRows), operations: [] };
  const first: View = {
    header: view.header,
    conditions: conditions.slice(0, firstRows),
    acknowledged: [],
    environments: [],
    tasks: [],
    runs: [],
    operations: view.operations,
  };
  yield { kind: 'snapshot', sequence, view: first, isPartial: true };
  for (const collection of collectionNames) {
    const rows = rest[collection] ?? [];
    for (let at = 0; at < rows.length; at += pieceRows) {
      const json = JSON.stringify(rows.slice(at, at + pieceRows));
      yield { kind: 'rows', sequence, collection, json, isLast: false };
    }
  }
  yield { kind: 'rows', sequence, collection: 'operations', json: '[]', isLast: true };
}

type RowsEvent = Extract<LiveEvent, { readonly kind: 'rows' }>;

/** Collects the pieces of a partial snapshot; its `view` is whole once a piece says `isLast`. */
export function createGathering(first: View) {
  const gathered: Record<CollectionName, unknown[]> = {
    conditions: [...first.conditions],
    acknowledged: [...first.acknowledged],
    environments: [...first.environments],
    tasks: [...first.tasks],
    runs: [...first.runs],
    operations: [...first.operations],
  };
  return {
    add({ collection, json }: RowsEvent): void {
      // Written by `snapshotEvents` as an array of this collection's rows.
      const rows = JSON.parse(json) as unknown[];
      for (const row of rows) gathered[collection].push(row);
    },
    // Each array holds the rows of the collection it is named for, see above.
    view: (): View => ({ header: first.header, ...gathered }) as View,
  };
}
export type Gathering = ReturnType<typeof createGathering>;
