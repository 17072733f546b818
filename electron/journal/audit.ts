import type { Database } from 'better-sqlite3';
import type { AuditRow, AuditVerdict } from '#shared/domain/audit.ts';
import type { Clock } from '#shared/domain/clock.ts';
import type { AuditDraft } from '#shared/domain/records.ts';
import { chainRow, readRow, verifyChain, type AuditHead, type StoredRow } from './audit-chain.ts';

export interface AuditQuery {
  /** `kind:id`, e.g. `task:fix-login`. */
  readonly subject?: string | undefined;
  /** Only rows with a smaller sequence: where the next page begins. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** The append-only account of everything that changed, or was refused. */
export interface Audit {
  append(draft: AuditDraft): AuditRow;
  /** `append` for a caller that already holds the write transaction. */
  appendWithin(draft: AuditDraft): AuditRow;
  /** Newest first. */
  list(query: AuditQuery): readonly AuditRow[];
  /** Recomputes every hash, oldest first. */
  verify(): AuditVerdict;
}

/** Rows are hashed and chained as they come; the clock gives their time. */
export function createAudit({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): Audit {
  const readHead = db.prepare<[], AuditHead>('SELECT rows, hash FROM audit_head');
  const insert = db.prepare('INSERT INTO audit (sequence, body, hash) VALUES (?, ?, ?)');
  const newest = db.prepare<[number, number], StoredRow>(
    'SELECT sequence, body, hash FROM audit WHERE sequence < ? ORDER BY sequence DESC LIMIT ?',
  );
  const newestAbout = db.prepare<[string, number, number], StoredRow>(
    `SELECT sequence, body, hash FROM audit
     WHERE subject = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?`,
  );
  const all = db.prepare<[], StoredRow>('SELECT sequence, body, hash FROM audit ORDER BY sequence');

  const appendWithin = (draft: AuditDraft): AuditRow => {
    const stored = chainRow(draft, clock.now(), readHead.get() ?? { rows: 0, hash: '' });
    insert.run(stored.sequence, stored.body, stored.hash);
    return readRow(stored);
  };

  const appendAlone = db.transaction(appendWithin);

  return {
    appendWithin,
    append: (draft) => appendAlone.immediate(draft),
    list: ({ subject, before = Number.MAX_SAFE_INTEGER, limit }) =>
      (subject === undefined
        ? newest.all(before, limit)
        : newestAbout.all(subject, before, limit)
      ).map(readRow),
    // One read transaction, so that rows and head are of the same moment.
    verify: db.transaction(() => verifyChain(all.iterate(), readHead.get())),
  };
}
