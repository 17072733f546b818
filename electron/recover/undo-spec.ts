import type {
  Fact,
  IgnoredFiles,
  OperationItem,
  PlanChoices,
  PlanItem,
  PlannedBackup,
  PlanStep,
} from '#shared/domain/plan.ts';
import type { UndoEntry, UndoFile } from '#shared/domain/records.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Look } from './look.ts';
import type { PlanIds } from './plan-ids.ts';
import type { ActContext, ActFailure, Settlement } from './recovery-verb.ts';

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
  /** What small files held before it and after it. */
  readonly files: readonly UndoFile[];
  /** What the operator says with the undo. */
  readonly chosen?: PlanChoices | undefined;
}

/** What is undone besides the records, as it was seen now. */
export interface UndoReading {
  /** Why it cannot be undone any more, or undefined. */
  readonly why?: string | undefined;
  readonly facts: readonly Fact[];
  readonly steps: readonly PlanStep[];
  readonly warnings?: readonly string[] | undefined;
  readonly keeps?: readonly string[] | undefined;
  /** Where what is there now is kept first. */
  readonly backup?: PlannedBackup | null | undefined;
  /** What that leaves out unless it is chosen. */
  readonly ignored?: IgnoredFiles | undefined;
  /** Comes before the records are set back; errors leave the records as they are. */
  act(context: ActContext): Promise<Result<void, ActFailure>>;
  /** After Rollcall was ended in the middle; without it `act` goes on, as it sees what was done already. */
  settle?(context: ActContext): Promise<Settlement>;
  /** Looks again: the sentence to tell, or why it did not come about. */
  verify?(look: Look): Promise<Result<string, string>>;
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
      /** What the verb recorded stays true; what is recorded anew is for `act`. */
      readonly leavesRecords?: true;
      /** For the plan of the verb: what its undo comes to, where not all is as before then. */
      readonly how?: string;
      observe(done: DoneItem, look: Look, ids: PlanIds): Promise<UndoReading>;
    };

/** Nothing but the records changes, so that setting them back is all there is to do. */
export const undoneByRecords: UndoSpec = { kind: 'records' };

export const notUndone = (why: string): UndoSpec => ({ kind: 'not_possible', why });

/** Nothing lies outside of the records; `why`: it cannot be undone at all. */
export const nothingToDo = (why?: string): UndoReading => ({
  why,
  facts: [],
  steps: [],
  act: () => Promise.resolve(ok(undefined)),
});
