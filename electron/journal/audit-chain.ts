import type { AuditRow, AuditVerdict } from '#shared/domain/audit.ts';
import type { AuditDraft } from '#shared/domain/records.ts';
import type { Instant } from '#shared/domain/run.ts';
import { canonicalJson, sha256 } from '#electron/platform/canonical-json.ts';

/** A row as it lies in the table: `body` is the canonical JSON of all but `hash`. */
export interface StoredRow {
  readonly sequence: number;
  readonly body: string;
  /** SHA-256 of `body`, which holds the previous row's hash. */
  readonly hash: string;
}

/** How many rows there are and the last one's hash, kept apart so that a cut tail shows. */
export interface AuditHead {
  readonly rows: number;
  readonly hash: string;
}

/** The row that comes after `head`. */
export function chainRow(draft: AuditDraft, at: Instant, head: AuditHead): StoredRow {
  const sequence = head.rows + 1;
  const body = canonicalJson({ ...draft, sequence, at, previousHash: head.hash });
  return { sequence, body, hash: sha256(body) };
}

/** The row as its readers know it. */
export const readRow = ({ body, hash }: StoredRow): AuditRow => ({
  // `chainRow` wrote it from an AuditDraft; nobody else writes this table.
  ...(JSON.parse(body) as Omit<AuditRow, 'hash'>),
  hash,
});

/**
 * Checks rows, given oldest first, against their hashes, each other and the head. Finds a row edited,
 * missing, reordered, or added by anyone but the journal, and a tail that was cut off.
 */
export function verifyChain(rows: Iterable<StoredRow>, head: AuditHead | undefined): AuditVerdict {
  let previousHash = '';
  let expected = 1;
  for (const row of rows) {
    const fault = faultOf(row, expected, previousHash);
    if (fault !== null) return { kind: 'broken', ...fault };
    previousHash = row.hash;
    expected += 1;
  }
  const count = expected - 1;
  if (head === undefined)
    return broken(expected, 'The record of how many rows there should be is missing.');
  if (head.rows > count)
    return broken(expected, `Rows ${expected} to ${head.rows} are missing at the end.`);
  if (head.rows < count)
    return broken(head.rows + 1, `Row ${head.rows + 1} was not added by the journal.`);
  if (head.hash !== previousHash)
    return broken(count, `Row ${count} is not the one that the journal wrote last.`);
  return { kind: 'intact', rows: count };
}

type Fault = Omit<Extract<AuditVerdict, { kind: 'broken' }>, 'kind'>;

function faultOf(row: StoredRow, expected: number, previousHash: string): Fault | null {
  const { sequence } = row;
  if (sequence !== expected)
    return {
      atSequence: expected,
      message: `Row ${expected} is missing: row ${sequence} follows.`,
    };
  if (sha256(row.body) !== row.hash)
    return { atSequence: sequence, message: `Row ${sequence} was edited: its hash does not fit.` };
  const { sequence: written, previousHash: link } = readRow(row);
  if (written !== sequence || link !== previousHash)
    return {
      atSequence: sequence,
      message: `Row ${sequence} does not follow row ${sequence - 1}: it was moved, or that one was replaced.`,
    };
  return null;
}

const broken = (atSequence: number, message: string): AuditVerdict => ({
  kind: 'broken',
  atSequence,
  message,
});
