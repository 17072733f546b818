import type { Checkpoint } from '#shared/domain/checkpoint.ts';
import type { OfferedAction } from '#shared/domain/condition.ts';
import { isOffered } from '#shared/domain/offered.ts';
import type { Verb } from '#shared/domain/verb.ts';

const isSafeToRepeat = (checkpoint: Checkpoint | undefined): boolean =>
  checkpoint === undefined ||
  checkpoint.replaySafety === 'pure_readonly' ||
  checkpoint.replaySafety === 'idempotent_write';

const isForOperator = (checkpoint: Checkpoint | undefined): boolean =>
  checkpoint?.replaySafety === 'operator_gated' ||
  checkpoint?.replaySafety === 'non_replayable_side_effect';

/**
 * What is proposed for a task that stands still: to resume; else to restart, where doing the same
 * again harms nobody; else, at a boundary that is the operator's, to acknowledge. Undefined: none.
 */
export function proposeForTask(
  actions: readonly OfferedAction[],
  checkpoint: Checkpoint | undefined,
): Verb | undefined {
  if (isOffered(actions, 'resume')) return 'resume';
  if (isSafeToRepeat(checkpoint) && isOffered(actions, 'restart')) return 'restart';
  return isForOperator(checkpoint) && isOffered(actions, 'acknowledge') ? 'acknowledge' : undefined;
}
