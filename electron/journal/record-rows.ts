import type { Recorded, RecordKind, RecordKinds } from '#shared/domain/records.ts';

/** A row of table `record`; a null body is a forgotten record. */
export interface RecordRow {
  readonly kind: RecordKind;
  readonly id: string;
  readonly version: number;
  readonly source: string;
  readonly workspace: string;
  readonly body: string | null;
}

/** Turns a row into the record it holds, unknown fields included; undefined when it is forgotten. */
export function readRecord<K extends RecordKind>(
  row: RecordRow | undefined,
): Recorded<RecordKinds[K]> | undefined {
  if (row === undefined || row.body === null) return undefined;
  return {
    // Every body was typed, or parsed by the document's schema, before it was written.
    record: JSON.parse(row.body) as RecordKinds[K],
    version: row.version,
    source: row.source,
    workspace: row.workspace,
  };
}
