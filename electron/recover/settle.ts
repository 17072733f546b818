import type { Operation, OperationItem, Plan, PlanItem } from '#shared/domain/plan.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { auditOf, itemWith, type ItemTurn } from './apply-item.ts';
import type { RecoverDeps } from './recover-deps.ts';
import type { RecoveryVerb } from './recovery-verb.ts';
import { settleItem } from './settle-item.ts';

/**
 * Finishes or undoes what an operation had begun when Rollcall was ended, and says so. Only the first
 * item without an outcome can have been begun; those after it were not. May itself be ended anywhere.
 */
export async function settleOperation(
  deps: RecoverDeps,
  recoveryVerb: RecoveryVerb,
  operation: Operation,
): Promise<Operation> {
  const { operationId } = operation;
  const plan = deps.plans.get(operation.planId);
  const items = [...operation.items];
  const left = plan === undefined ? [] : unfinished(plan, items);
  for (const [place, { index, planned }] of left.entries()) {
    // Nothing is left without its plan.
    if (plan === undefined) break;
    const turn: ItemTurn = { operationId, plan, index, planned, actor: 'rollcall' };
    if (place > 0) {
      items[index] = itemWith(planned, { result: 'not_attempted', why: notReached });
      continue;
    }
    failpoint('settle:before-item');
    const item = await settleSafely(deps, recoveryVerb, turn);
    items[index] = item;
    failpoint('settle:item-settled');
    deps.operations.saveItems(operationId, [{ index, item, audit: auditOf(turn, item) }]);
    failpoint('settle:outcome-written');
  }
  return endSettled(deps, operation, items, Math.max(0, left.length - 1));
}

const notReached = 'Rollcall was ended before its turn; nothing was done to it.';

const unfinished = (
  plan: Plan,
  items: readonly OperationItem[],
): readonly { readonly index: number; readonly planned: PlanItem }[] =>
  plan.items.flatMap((planned, index) =>
    planned.eligible && items[index]?.result === 'not_attempted' ? [{ index, planned }] : [],
  );

function settleSafely(
  deps: RecoverDeps,
  recoveryVerb: RecoveryVerb,
  turn: ItemTurn,
): Promise<OperationItem> {
  return settleItem(deps, recoveryVerb, turn).catch((error: unknown) =>
    itemWith(turn.planned, {
      result: 'failed',
      why: `Rollcall was ended in the middle of it, and what became of it could not be seen (${error instanceof Error ? error.message : String(error)}); look again.`,
    }),
  );
}

function endSettled(
  deps: RecoverDeps,
  operation: Operation,
  items: readonly OperationItem[],
  notReachedCount: number,
): Operation {
  const settled: Operation = {
    ...operation,
    items,
    state: 'interrupted',
    finishedAt: deps.clock.now(),
  };
  if (notReachedCount > 0)
    deps.audit({
      actor: 'rollcall',
      verb: operation.verb,
      subject: `operation:${operation.operationId}`,
      result: 'not_attempted',
      message: `Rollcall was ended in the middle: ${notReachedCount} of ${items.length} had not had their turn.`,
    });
  failpoint('settle:before-end');
  deps.operations.save(settled);
  failpoint('settle:ended');
  return settled;
}
