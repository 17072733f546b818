import type { SweepSummary } from '#shared/contract/sweep.ts';
import { lanes, type Lane } from '#shared/domain/condition.ts';

/** How many items of a lane need the operator (null: of all of them), as the console counts them. */
export const countNeeding = (counts: SweepSummary['lanes'], lane: Lane | null): number =>
  lane === null ? lanes.reduce((sum, one) => sum + counts[one], 0) : counts[lane];
