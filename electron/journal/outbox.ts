import type { Database } from 'better-sqlite3';
import type { AuditRow } from '#shared/domain/audit.ts';
import type { Condition } from '#shared/domain/condition.ts';
import type { RelayMessage } from '#shared/domain/relay.ts';
import type { Instant } from '#shared/domain/run.ts';
import { readRow, type StoredRow } from './audit-chain.ts';

/** What a gateway is still to be told, kept until it has said that it knows. */
export interface Outbox {
  /**
   * Puts in what is new since the last call: audit rows, and conditions that appeared, changed or
   * cleared. All of it or nothing; gives how many messages. The first call ever starts at the end of
   * the audit: history is not news. Not `isWhole`: there may be more than was looked at so far, so
   * nothing has cleared.
   */
  gather(conditions: readonly Condition[], now: Instant, isWhole?: boolean): number;
  /** Oldest first, after that id. */
  pending(afterId: number, limit: number): readonly RelayMessage[];
  /** Everything up to and with that id is known at the other end. */
  acknowledge(id: number): void;
}

/** A gateway that is away for long finds a gap in the ids: what was dropped cannot be told any more. */
const maxWaiting = 20_000;

interface Row {
  readonly id: number;
  readonly body: string;
}
interface Relayed {
  readonly condition_id: string;
  readonly signature: string;
  readonly subject: string;
}
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
type Draft = WithoutId<RelayMessage>;

const subjectOf = ({ subject }: Condition): string => `${subject.kind}:${subject.id}`;

/** Conditions beside what was told of them last. */
function news(
  conditions: readonly Condition[],
  told: ReadonlyMap<string, Relayed>,
  { at, isWhole }: { readonly at: Instant; readonly isWhole: boolean },
): readonly Draft[] {
  const present = new Set(conditions.map(({ id }) => id));
  const cleared = isWhole
    ? [...told.values()].filter(({ condition_id }) => !present.has(condition_id))
    : [];
  return [
    ...cleared.map(({ condition_id: conditionId, subject }) => ({
      kind: 'condition_cleared' as const,
      subject,
      at,
      conditionId,
    })),
    ...conditions.flatMap((condition) => {
      const before = told.get(condition.id);
      if (before?.signature === condition.signature) return [];
      const kind = before === undefined ? 'condition_appeared' : 'condition_changed';
      return [{ kind, subject: subjectOf(condition), at, condition } as const];
    }),
  ];
}

export function createOutbox({ db }: { readonly db: Database }): Outbox {
  const insert = db.prepare<[string]>('INSERT INTO outbox (body) VALUES (?)');
  const oldest = db.prepare<[number, number], Row>(
    'SELECT id, body FROM outbox WHERE id > ? ORDER BY id LIMIT ?',
  );
  const forget = db.prepare<[number]>('DELETE FROM outbox WHERE id <= ?');
  const overflow = db
    .prepare<[number], number>('SELECT id FROM outbox ORDER BY id DESC LIMIT 1 OFFSET ?')
    .pluck();
  const relayed = db.prepare<[], Relayed>('SELECT * FROM relayed_condition');
  const keep = db.prepare<[string, string, string]>(
    'INSERT OR REPLACE INTO relayed_condition (condition_id, signature, subject) VALUES (?, ?, ?)',
  );
  const drop = db.prepare<[string]>('DELETE FROM relayed_condition WHERE condition_id = ?');
  const cursor = db.prepare<[], number>('SELECT sequence FROM relayed_audit').pluck();
  const head = db.prepare<[], number>('SELECT rows FROM audit_head').pluck();
  const moveTo = db.prepare<[number]>(
    'INSERT OR REPLACE INTO relayed_audit (only, sequence) VALUES (1, ?)',
  );
  const rowsAfter = db.prepare<[number], StoredRow>(
    'SELECT sequence, body, hash FROM audit WHERE sequence > ? ORDER BY sequence',
  );

  const put = (draft: Draft): void => void insert.run(JSON.stringify(draft));

  function gatherAudit(): number {
    const from = cursor.get();
    const end = head.get() ?? 0;
    if (from === end) return 0;
    const rows: readonly AuditRow[] = from === undefined ? [] : rowsAfter.all(from).map(readRow);
    for (const row of rows)
      put({ kind: 'transition', subject: row.subject, at: row.at, transition: row });
    moveTo.run(end);
    return rows.length;
  }

  const gather = db.transaction(
    (conditions: readonly Condition[], at: Instant, isWhole: boolean) => {
      const transitions = gatherAudit();
      const told = new Map(relayed.all().map((row) => [row.condition_id, row]));
      const drafts = news(conditions, told, { at, isWhole });
      for (const draft of drafts) {
        put(draft);
        if (draft.kind === 'condition_cleared') drop.run(draft.conditionId);
        else if (draft.kind !== 'transition')
          keep.run(draft.condition.id, draft.condition.signature, draft.subject);
      }
      const tooOld = overflow.get(maxWaiting);
      if (tooOld !== undefined) forget.run(tooOld);
      return transitions + drafts.length;
    },
  );

  return {
    gather: (conditions, now, isWhole = true) => gather.immediate(conditions, now, isWhole),
    pending: (afterId, limit) =>
      oldest.all(afterId, limit).map(({ id, body }) => {
        // Written by `put` above.
        const draft = JSON.parse(body) as Draft;
        return { ...draft, id } as RelayMessage;
      }),
    acknowledge: (id) => void forget.run(id),
  };
}
