import type { Operation, OperationItem, Plan, PlanItem } from '#shared/domain/plan.ts';
import { actContext } from './apply-item.ts';
import { createLook } from './look.ts';
import { planIdsOf } from './plan-ids.ts';
import type { RecoverDeps } from './recover-deps.ts';
import type { RecoveryVerb } from './recovery-verb.ts';
import { targetOfItem } from './target.ts';

/**
 * Finishes or undoes what an operation had begun when Rollcall was ended, and says so. Only the first
 * item without an outcome can have been begun; those after it were not.
 */
export async function settleOperation(
  deps: RecoverDeps,
  recoveryVerb: RecoveryVerb,
  operation: Operation,
): Promise<Operation> {
  const plan = deps.plans.get(operation.planId);
  const begun = operation.items.findIndex(
    ({ result }, index) => result === 'not_attempted' && plan?.items[index]?.eligible === true,
  );
  const items = [...operation.items];
  for (const [index, item] of items.entries()) {
    const planned = plan?.items[index];
    if (plan === undefined || planned?.eligible !== true || item.result !== 'not_attempted')
      continue;
    items[index] =
      index === begun
        ? await settleItem(deps, recoveryVerb, plan, planned, item)
        : { ...item, why: 'Rollcall was ended before its turn.' };
  }
  const settled: Operation = {
    ...operation,
    items,
    state: 'interrupted',
    finishedAt: deps.clock.now(),
  };
  deps.operations.save(settled);
  return settled;
}

async function settleItem(
  deps: RecoverDeps,
  recoveryVerb: RecoveryVerb,
  plan: Plan,
  planned: PlanItem,
  item: OperationItem,
): Promise<OperationItem> {
  const target = targetOfItem(planned, deps.findCondition(planned.conditionId));
  const ids = planIdsOf(plan.planId, planned.conditionId);
  const prepared = await recoveryVerb.prepare(target, createLook(deps), ids);
  const settled = await prepared.settle(actContext(deps, plan, planned, 'rollcall'));
  const verified =
    settled === undefined || settled.ok ? await prepared.verify(createLook(deps)) : undefined;
  const isApplied = verified?.ok === true;
  const told = isApplied ? verified.value : settled?.ok === false ? settled.error.why : '';
  const done: OperationItem = {
    ...item,
    result: isApplied ? 'applied' : 'failed',
    why: `Rollcall was ended in the middle of it. ${told || 'It had not come about; look again, and plan again.'}`,
  };
  deps.audit({
    actor: 'rollcall',
    verb: planned.verb,
    subject: `${planned.subject.kind}:${planned.subject.id}`,
    planFingerprint: plan.fingerprint,
    result: done.result,
    message: done.why,
  });
  return done;
}
