import type { Fact, OperationItem, PlanItem, PlanStep } from '#shared/domain/plan.ts';
import type { UndoEntry } from '#shared/domain/records.ts';
import type { Result } from '#shared/result.ts';
import type { Look } from './look.ts';
import type { PlanIds } from './plan-ids.ts';
import type { ActContext, ActFailure } from './recovery-verb.ts';

/** What was done, as far as an undo needs it. */
export interface DoneItem {
  readonly planned: PlanItem;
  readonly done: OperationItem;
  /** The names that the original plan gave to what it made. */
  readonly ids: PlanIds;
  /** When the operation ended; ISO. */
  readonly at: string;
  /** Each record as it was before its first write and after its last one. */
  readonly entries: readonly UndoEntry[];
}

/** What is undone besides the records, as it was seen now. */
export interface UndoReading {
  /** Why it cannot be undone any more, or undefined. */
  readonly why?: string | undefined;
  readonly facts: readonly Fact[];
  readonly steps: readonly PlanStep[];
  readonly warnings?: readonly string[] | undefined;
  /** Comes before the records are set back; errors leave the records as they are. */
  act(context: ActContext): Promise<Result<void, ActFailure>>;
}

/**
 * How a verb is undone. Its records are always set back, field by field, as long as each is still as
 * the verb left it; `observe` is for what lies outside of the records.
 */
export type UndoSpec =
  | { readonly kind: 'not_possible'; readonly why: string }
  | { readonly kind: 'records' }
  | {
      readonly kind: 'also';
      observe(done: DoneItem, look: Look, ids: PlanIds): Promise<UndoReading>;
    };

/** Nothing but the records changes, so that setting them back is all there is to do. */
export const undoneByRecords: UndoSpec = { kind: 'records' };

export const notUndone = (why: string): UndoSpec => ({ kind: 'not_possible', why });
