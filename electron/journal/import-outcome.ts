import {
  collectionOf,
  recordKinds,
  type RecordsDocument,
} from '#shared/domain/records-document.ts';
import type { RecordKind, RecordKinds } from '#shared/domain/records.ts';

/** A record that was not taken over, and why. */
export interface ImportRefusal {
  readonly id: string;
  readonly message: string;
}

/** What became of the records of one kind, by id. */
export interface ImportedKind {
  readonly imported: readonly string[];
  readonly unchanged: readonly string[];
  readonly refused: readonly ImportRefusal[];
}
export type ImportOutcome = Readonly<Record<RecordKind, ImportedKind>>;

/** An outcome while it is being gathered. */
export type GatheredOutcome = Record<
  RecordKind,
  { imported: string[]; unchanged: string[]; refused: ImportRefusal[] }
>;

export const emptyOutcome = (): GatheredOutcome => {
  const entries = recordKinds.map((kind) => [kind, { imported: [], unchanged: [], refused: [] }]);
  // One entry for each kind.
  return Object.fromEntries(entries) as GatheredOutcome;
};

/** The document's records of that kind; none when it has no such array. */
export const recordsIn = (
  document: RecordsDocument,
  kind: RecordKind,
): readonly RecordKinds[RecordKind][] => document[collectionOf[kind]] ?? [];

/** How many records of all kinds were taken over, were as they are, and were refused. */
export function countOutcome(outcome: ImportOutcome): {
  readonly imported: number;
  readonly unchanged: number;
  readonly refused: number;
} {
  const count = (list: keyof ImportedKind): number =>
    recordKinds.reduce((sum, kind) => sum + outcome[kind][list].length, 0);
  return { imported: count('imported'), unchanged: count('unchanged'), refused: count('refused') };
}
