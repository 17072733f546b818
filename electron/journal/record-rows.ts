import { recordId } from '#shared/domain/records-document.ts';
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

/**
 * Turns a row into the record it holds, unknown fields included; undefined when it is forgotten, and
 * when it does not even say its own name: then somebody else wrote over it.
 */
export function readRecord<K extends RecordKind>(
  row: RecordRow | undefined,
): Recorded<RecordKinds[K]> | undefined {
  if (row === undefined || row.body === null) return undefined;
  const written: unknown = JSON.parse(row.body);
  if (typeof written !== 'object' || written === null) return undefined;
  // Every body was typed, or parsed by the document's schema, before it was written.
  const record = written as RecordKinds[K];
  if (recordId(record) !== row.id) return undefined;
  const { version, source, workspace } = row;
  return { record, version, source, workspace };
}
