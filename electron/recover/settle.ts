import type { Operation, OperationItem, Plan, PlanItem } from '#shared/domain/plan.ts';
import { messageOf } from '#shared/result.ts';
import type { AuditDraft } from '#shared/domain/records.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { auditOf, itemWith, type ItemTurn, waitingWhy } from './apply-item.ts';
import type { RecoverDeps } from './recover-deps.ts';
import type { RecoveryVerb } from './recovery-verb.ts';
import { settleItem } from './settle-item.ts';

/**
 * Finishes or undoes what an operation had begun when Rollcall was ended, and says so. Only the first
 * item without an outcome can have been begun, and those whose own write of records tells so; the
 * others were not. May itself be ended anywhere.
 */
export async function settleOperation(
  deps: RecoverDeps,
  recoveryVerb: RecoveryVerb,
  operation: Operation,
): Promise<Operation> {
  const { operationId } = operation;
  const plan = deps.plans.get(operation.planId);
  const items = [...operation.items];
  const isWritten = ({ conditionId }: PlanItem): boolean =>
    recoveryVerb.isRecordsOnly && deps.undoLog.of(operation.planId, conditionId).length > 0;
  if (plan !== undefined) {
    const left = unfinished(plan, items);
    const begun = left.filter(({ planned }, place) => place === 0 || isWritten(planned));
    const outcomes = [
      ...(await settleEach(deps, recoveryVerb, { operationId, plan }, begun)),
      ...notReached(
        operation,
        plan,
        left.filter((one) => !begun.includes(one)),
      ),
    ];
    // All at once: a start after this one then finds nothing left to settle, and tells nothing twice.
    if (outcomes.length > 0) deps.operations.saveItems(operationId, outcomes);
    for (const outcome of outcomes) items[outcome.index] = outcome.item;
    failpoint('settle:outcome-written');
  }
  const settled: Operation = {
    ...operation,
    items,
    state: 'interrupted',
    finishedAt: deps.clock.now(),
  };
  failpoint('settle:before-end');
  deps.operations.save(settled);
  failpoint('settle:ended');
  return settled;
}

interface Unfinished {
  readonly index: number;
  readonly planned: PlanItem;
}

const unfinished = (plan: Plan, items: readonly OperationItem[]): readonly Unfinished[] =>
  plan.items.flatMap((planned, index) => {
    const item = items[index];
    const isWaiting = item?.result === 'not_attempted' && item.why === waitingWhy;
    return planned.eligible && isWaiting ? [{ index, planned }] : [];
  });

async function settleEach(
  deps: RecoverDeps,
  recoveryVerb: RecoveryVerb,
  about: Pick<ItemTurn, 'operationId' | 'plan'>,
  begun: readonly Unfinished[],
) {
  const outcomes: {
    readonly index: number;
    readonly item: OperationItem;
    readonly audit: AuditDraft;
  }[] = [];
  for (const one of begun) {
    const turn: ItemTurn = { ...about, ...one, actor: 'rollcall' };
    failpoint('settle:before-item');
    const item = await settleSafely(deps, recoveryVerb, turn);
    failpoint('settle:item-settled');
    outcomes.push({ index: one.index, item, audit: auditOf(turn, item) });
  }
  return outcomes;
}

/** The outcomes of those that were not begun, with one row of the audit for all of them. */
function notReached(
  { operationId, verb, items }: Operation,
  { fingerprint }: Plan,
  rest: readonly Unfinished[],
) {
  const why = 'Rollcall was ended before its turn; nothing was done to it.';
  const audit = {
    actor: 'rollcall',
    verb,
    subject: `operation:${operationId}`,
    planFingerprint: fingerprint,
    result: 'not_attempted',
    message: `Rollcall was ended in the middle: ${rest.length} of ${items.length} had not had their turn.`,
  } as const;
  return rest.map(({ index, planned }, place) => ({
    index,
    item: itemWith(planned, { result: 'not_attempted', why }),
    ...(place === 0 ? { audit } : {}),
  }));
}

function settleSafely(
  deps: RecoverDeps,
  recoveryVerb: RecoveryVerb,
  turn: ItemTurn,
): Promise<OperationItem> {
  return settleItem(deps, recoveryVerb, turn).catch((error: unknown) =>
    itemWith(turn.planned, {
      result: 'failed',
      why: `Rollcall was ended in the middle of it, and what became of it could not be seen (${messageOf(error)}); look again.`,
    }),
  );
}
