import type { AuditDraft } from './records.ts';
import type { Instant } from './run.ts';

/** One row of the append-only account. `hash` covers the row and `previousHash`. */
export interface AuditRow extends AuditDraft {
  readonly sequence: number;
  readonly at: Instant;
  /** 64 hex digits (SHA-256). */
  readonly hash: string;
  readonly previousHash: string;
}

export type AuditVerdict =
  | { readonly kind: 'intact'; readonly rows: number }
  /** An edited, missing or reordered row. */
  | { readonly kind: 'broken'; readonly atSequence: number; readonly message: string };
