import type { RecordKinds } from '#shared/domain/records.ts';
import type { RecordsDocument } from '#shared/domain/records-document.ts';
import type { Capabilities, ForeignSource } from '#shared/domain/source.ts';

/** Records as a document has them, without its head. */
export type SourceRecords = Omit<RecordsDocument, 'schemaVersion' | 'workspaceRoot'>;

/** One file of a source. */
export type SourcePart =
  | {
      readonly kind: 'read';
      readonly file: string;
      readonly records: SourceRecords;
      /** What an operator should know of it beside its records. */
      readonly note?: string | undefined;
    }
  /** `message` names the file and the place in it. */
  | {
      readonly kind: 'unreadable';
      readonly file: string;
      readonly message: string;
      /** The runs that it is known to be about, although it cannot be read. */
      readonly runIds?: readonly RecordKinds['run']['id'][] | undefined;
    };

/** Everything that one system has recorded for a folder. */
export interface SourceReading {
  readonly source: ForeignSource;
  readonly parts: readonly SourcePart[];
  /** Files and directories of which a change means that it is to be read again; absolute. */
  readonly places: readonly string[];
  /** Directories of its own making that none of its records names; real paths. */
  readonly leftovers?: readonly string[] | undefined;
}

/** Reads the records of one other system where they lie. It writes nothing. */
export interface SourceReader {
  readonly source: ForeignSource;
  readonly capabilities: Capabilities;
  /** Names in a watched folder by which it is known. */
  readonly marks: readonly string[];
  /** Undefined when that folder has no such records. */
  read(workspace: string): Promise<SourceReading | undefined>;
}
