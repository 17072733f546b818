import type { Instant } from '#shared/domain/run.ts';
import type { ForeignSource } from '#shared/domain/source.ts';
import type { SourceRecords, SourceReading } from './source-reading.ts';

/** One file of a source as it was read last. */
export interface KeptFile {
  readonly file: string;
  /** Those of the last time that it could be read, if it ever could. */
  readonly records: SourceRecords | undefined;
  readonly readAt: Instant | undefined;
  readonly note: string | undefined;
  /** Why it cannot be read now. */
  readonly fault: string | undefined;
  /** The runs that it is about although it cannot be read. */
  readonly lostRunIds: readonly string[];
}

/** One system's records of one folder as they were read last. */
export interface KeptSource {
  readonly source: ForeignSource;
  readonly files: readonly KeptFile[];
  readonly leftovers: readonly string[];
}

/**
 * What is known after another reading: a file that can no longer be read keeps its last records; one
 * that is gone keeps nothing.
 */
export function keepReading(
  before: KeptSource | undefined,
  { source, parts, leftovers = [] }: SourceReading,
  now: Instant,
): KeptSource {
  const known = new Map(before?.files.map((one) => [one.file, one]));
  const files = parts.map((part): KeptFile => {
    const { file } = part;
    if (part.kind === 'read') {
      const { records, note } = part;
      return { file, records, readAt: now, note, fault: undefined, lostRunIds: [] };
    }
    const { records, readAt, note } = known.get(file) ?? {};
    const lostRunIds = records === undefined ? (part.runIds ?? []) : [];
    return { file, records, readAt, note, fault: part.message, lostRunIds };
  });
  return { source, files, leftovers };
}
