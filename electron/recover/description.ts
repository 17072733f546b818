import type { PlannedBackup, PlanStep } from '#shared/domain/plan.ts';

/** What a plan says of one item, in words an operator can check. */
export interface Description {
  readonly steps: readonly PlanStep[];
  readonly keeps: readonly string[];
  readonly loses: readonly string[];
  /** Bytes on disk. */
  readonly frees: number;
  readonly warnings: readonly string[];
  readonly backup: PlannedBackup | null;
  /** Why this item cannot be undone, though its verb can. */
  readonly notUndone?: string;
  /** The holder of what is taken away may be alive: the operator types the count. */
  readonly isHolderUncertain?: boolean;
}

/** A description of steps that lose, free and endanger nothing. */
export const plainDescription = (steps: readonly PlanStep[]): Description => ({
  steps,
  keeps: [],
  loses: [],
  frees: 0,
  warnings: [],
  backup: null,
});
