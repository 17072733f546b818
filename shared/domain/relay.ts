import type { AuditRow } from './audit.ts';
import type { Condition } from './condition.ts';
import type { Instant } from './run.ts';

interface Told {
  /** Grows with every message and is never used twice; a message may arrive more than once. */
  readonly id: number;
  /** `kind:id`. Messages about one subject arrive in order. */
  readonly subject: string;
  readonly at: Instant;
}

/** What a gateway is told (docs: relay.md). */
export type RelayMessage =
  | (Told & {
      readonly kind: 'condition_appeared' | 'condition_changed';
      readonly condition: Condition;
    })
  | (Told & { readonly kind: 'condition_cleared'; readonly conditionId: string })
  | (Told & { readonly kind: 'transition'; readonly transition: AuditRow });
