import type { ApplyRefusal, Operation, OperationItem, Plan } from '#shared/domain/plan.ts';
import type { Actor } from '#shared/domain/records.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { applyItem } from './apply-item.ts';
import { fingerprintItems } from './fingerprint.ts';
import type { RecoverDeps } from './recover-deps.ts';
import type { RecoveryVerb } from './recovery-verb.ts';

export interface ApplyOptions {
  /** What the operator typed; needed for tier 3. */
  readonly confirmedCount?: number | undefined;
  readonly actor: Actor;
  onProgress(operation: Operation): void;
  /** Items not begun yet are then cancelled; the one in progress is finished. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Carries out a stored plan item by item: the operation is saved before the first step and after each
 * item, so that a kill leaves an account of what was meant and what was done. Gives the finished
 * operation, or why the plan as a whole was not begun (audited, and the plan stays unused).
 */
export async function applyPlan(
  deps: RecoverDeps,
  verbOf: (plan: Plan) => RecoveryVerb,
  planId: string,
  fingerprint: string,
  options: ApplyOptions,
): Promise<Result<Operation, ApplyRefusal>> {
  const claimed = claimPlan(deps, planId, fingerprint, options.confirmedCount);
  if (!claimed.ok) {
    auditRefusal(deps, planId, fingerprint, claimed.error, options.actor);
    return claimed;
  }
  const plan = claimed.value;
  let operation = beginOperation(deps, plan);
  const publish = (next: Operation) => {
    operation = next;
    deps.operations.save(next);
    options.onProgress(next);
  };
  publish(operation);
  for (const [index, item] of plan.items.entries()) {
    if (!item.eligible) continue;
    const done: OperationItem =
      options.signal?.aborted === true
        ? { ...waiting(item), result: 'cancelled', why: 'Stopped by the operator before its turn.' }
        : await applyItem(deps, verbOf(plan), plan, item, options.actor);
    publish({ ...operation, items: operation.items.with(index, done) });
  }
  publish({ ...operation, state: 'done', finishedAt: deps.clock.now() });
  return ok(operation);
}

function claimPlan(
  deps: RecoverDeps,
  planId: string,
  fingerprint: string,
  confirmedCount: number | undefined,
): Result<Plan, ApplyRefusal> {
  const plan = deps.plans.get(planId);
  if (plan === undefined)
    return refuse('plan_not_found', `There is no plan ${planId}; make a new one.`);
  if (plan.fingerprint !== fingerprint || fingerprintItems(plan.items) !== fingerprint)
    return refuse(
      'fingerprint_differs',
      `Plan ${planId} is not the one that was shown; look at it again or make a new one.`,
    );
  if (deps.clock.nowMs() > Date.parse(plan.expiresAt))
    return refuse('plan_expired', `Plan ${planId} expired at ${plan.expiresAt}; make a new one.`);
  const count = plan.items.filter(({ eligible }) => eligible).length;
  if (plan.tier === 3 && confirmedCount !== count)
    return refuse(
      'count_differs',
      `Plan ${planId} changes ${count}, and ${confirmedCount ?? 'no count'} was typed; type ${count} to go on.`,
    );
  return deps.plans.markUsed(planId)
    ? ok(plan)
    : refuse('plan_used', `Plan ${planId} was applied already; make a new one.`);
}

const refuse = (kind: ApplyRefusal['kind'], message: string): Result<never, ApplyRefusal> =>
  err({ kind, message });

const waiting = (item: Plan['items'][number]): OperationItem => ({
  conditionId: item.conditionId,
  subject: item.subject,
  title: item.title,
  verb: item.verb,
  result: 'not_attempted',
  why: item.why ?? 'Waiting for its turn.',
});

const beginOperation = (deps: RecoverDeps, plan: Plan): Operation => ({
  operationId: deps.newId(),
  planId: plan.planId,
  verb: plan.verb,
  state: 'running',
  items: plan.items.map(waiting),
  startedAt: deps.clock.now(),
});

function auditRefusal(
  deps: RecoverDeps,
  planId: string,
  planFingerprint: string,
  refusal: ApplyRefusal,
  actor: Actor,
): void {
  deps.audit({
    actor,
    verb: deps.plans.get(planId)?.verb ?? 'apply',
    subject: `plan:${planId}`,
    planFingerprint,
    result: 'refused',
    message: refusal.message,
  });
}
