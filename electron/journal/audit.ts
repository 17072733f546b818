import type { Database } from 'better-sqlite3';
import type { AuditRow, AuditVerdict } from '#shared/domain/audit.ts';
import type { Clock } from '#shared/domain/clock.ts';
import type { AuditDraft } from '#shared/domain/records.ts';
import { chainRow, readRow, verifyChain, type AuditHead, type StoredRow } from './audit-chain.ts';

export interface AuditFilter {
  /** `kind:id`, e.g. `task:fix-login`. */
  readonly subject?: string | undefined;
  readonly actor?: string | undefined;
  readonly verb?: string | undefined;
  /** Part of the subject or of the message, in any case. */
  readonly text?: string | undefined;
}

export interface AuditQuery extends AuditFilter {
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
  /** Every verb that occurs, in order. */
  verbs(): readonly string[];
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
  const verbs = db
    .prepare<[], string>(`SELECT DISTINCT body ->> '$.verb' FROM audit ORDER BY 1`)
    .pluck();
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
    list: (query) => {
      const { where, values } = conditionsOf(query);
      return db
        .prepare<unknown[], StoredRow>(
          `SELECT sequence, body, hash FROM audit WHERE ${where} ORDER BY sequence DESC LIMIT ?`,
        )
        .all(...values, query.limit)
        .map(readRow);
    },
    verbs: () => verbs.all(),
    // One read transaction, so that rows and head are of the same moment.
    verify: db.transaction(() => verifyChain(all.iterate(), readHead.get())),
  };
}

/** What of a query narrows it. Values are always bound, never written into the statement. */
function conditionsOf(query: AuditQuery): { where: string; values: unknown[] } {
  const { subject, actor, verb, text, before = Number.MAX_SAFE_INTEGER } = query;
  const parts: readonly (readonly [string, ...unknown[]])[] = [
    ['sequence < ?', before],
    ...(subject === undefined ? [] : [['subject = ?', subject] as const]),
    ...(actor === undefined ? [] : [[`body ->> '$.actor' = ?`, actor] as const]),
    ...(verb === undefined ? [] : [[`body ->> '$.verb' = ?`, verb] as const]),
    ...(text === undefined || text.trim() === ''
      ? []
      : [
          [
            `instr(lower(subject || ' ' || (body ->> '$.message')), lower(?)) > 0`,
            text.trim(),
          ] as const,
        ]),
  ];
  return {
    where: parts.map(([condition]) => condition).join(' AND '),
    values: parts.flatMap(([, ...values]) => values),
  };
}
