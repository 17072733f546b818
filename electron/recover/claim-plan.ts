import type { ApplyRefusal, Plan } from '#shared/domain/plan.ts';
import type { Actor } from '#shared/domain/records.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { fingerprintItems } from './fingerprint.ts';
import type { RecoverDeps } from './recover-deps.ts';

export const refuse = (kind: ApplyRefusal['kind'], message: string): Result<never, ApplyRefusal> =>
  err({ kind, message });

/** The plan as it was shown, if it may be carried out: known, unchanged, fresh, and confirmed. */
export function checkPlan(
  deps: Pick<RecoverDeps, 'plans' | 'clock'>,
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
  const nowMs = deps.clock.nowMs();
  if (nowMs > Date.parse(plan.expiresAt))
    return refuse('plan_expired', `Plan ${planId} expired at ${plan.expiresAt}; make a new one.`);
  const count = plan.items.filter(({ eligible }) => eligible).length;
  return plan.tier === 3 && confirmedCount !== count
    ? refuse(
        'count_differs',
        `Plan ${planId} changes ${count}, and ${confirmedCount ?? 'no count'} was typed; type ${count} to go on.`,
      )
    : ok(plan);
}

export function auditRefusal(
  deps: Pick<RecoverDeps, 'plans' | 'audit'>,
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
