import type { ItemTurn } from './apply-item.ts';
import { createItemLook } from './look.ts';
import { planIdsOf } from './plan-ids.ts';
import type { RecoverDeps } from './recover-deps.ts';
import type { PreparedItem, RecoveryVerb } from './recovery-verb.ts';
import { targetOfItem } from './target.ts';

/** Looks at one item of a plan as its verb does, with the names that the plan showed. */
export const prepareAgain = (
  deps: RecoverDeps,
  recoveryVerb: RecoveryVerb,
  { plan, planned }: Pick<ItemTurn, 'plan' | 'planned'>,
): Promise<PreparedItem> =>
  recoveryVerb.prepare(
    targetOfItem(planned, deps.findCondition(planned.conditionId)),
    createItemLook(deps),
    planIdsOf(plan.planId, planned.conditionId),
  );
