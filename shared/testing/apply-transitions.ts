import type { Transition } from '#shared/domain/reconciliation.ts';
import { collectionOf } from '#shared/domain/records-document.ts';
import type { Recorded, RecordChange, RecordSet } from '#shared/domain/records.ts';

type Rows = readonly Recorded<{ readonly id: string }>[];

function write(rows: Rows, { id, expectedVersion, after }: RecordChange): Rows {
  const known = rows.find(({ record }) => record.id === id);
  if (known === undefined || known.version !== expectedVersion)
    throw new Error(`${id} is at version ${known?.version ?? 0}, expected ${expectedVersion}`);
  // Only records of kinds with an `id` are ever changed by a rule.
  const record = after as { readonly id: string };
  return rows.map((row) => (row === known ? { ...row, record, version: row.version + 1 } : row));
}

/** The records after these transitions, as the journal would write them; throws on a stale one. */
export function applyTransitions(
  records: RecordSet,
  transitions: readonly Transition[],
): RecordSet {
  const after: Record<string, unknown> = { ...records };
  for (const change of transitions.flatMap(({ changes }) => changes)) {
    const name = collectionOf[change.kind];
    after[name] = write(after[name] as Rows, change);
  }
  // Each collection kept its own kind of record above.
  return after as unknown as RecordSet;
}
