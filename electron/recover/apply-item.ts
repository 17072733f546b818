import type { OperationItem, Plan, PlanItem } from '#shared/domain/plan.ts';
import type { Actor } from '#shared/domain/records.ts';
import { err, ok } from '#shared/result.ts';
import { findChangedFact } from './fingerprint.ts';
import { createLook } from './look.ts';
import { planIdsOf } from './plan-ids.ts';
import type { RecoverDeps } from './recover-deps.ts';
import type { ActContext, RecoveryVerb } from './recovery-verb.ts';
import { targetOfItem } from './target.ts';

type Outcome = Pick<OperationItem, 'result' | 'why' | 'before' | 'after' | 'backup'>;

/**
 * Looks at one item again, refuses it when a planned fact no longer holds, acts, and looks once more:
 * `applied` is said only when that last look agrees. The outcome is audited, whatever it is.
 */
export async function applyItem(
  deps: RecoverDeps,
  recoveryVerb: RecoveryVerb,
  plan: Plan,
  item: PlanItem,
  actor: Actor,
): Promise<OperationItem> {
  const outcome = await attempt(deps, recoveryVerb, plan, item, actor).catch(
    (error: unknown): Outcome => ({
      result: 'failed',
      why: `It stopped in the middle: ${error instanceof Error ? error.message : String(error)}. Look again before the next attempt.`,
    }),
  );
  deps.audit({
    actor,
    verb: item.verb,
    subject: `${item.subject.kind}:${item.subject.id}`,
    planFingerprint: plan.fingerprint,
    ...(outcome.before === undefined ? {} : { before: outcome.before }),
    ...(outcome.after === undefined ? {} : { after: outcome.after }),
    result: outcome.result,
    message: outcome.why,
  });
  const { conditionId, subject, title, verb } = item;
  return { conditionId, subject, title, verb, ...outcome };
}

async function attempt(
  deps: RecoverDeps,
  recoveryVerb: RecoveryVerb,
  plan: Plan,
  item: PlanItem,
  actor: Actor,
): Promise<Outcome> {
  const target = targetOfItem(item, deps.findCondition(item.conditionId));
  const ids = planIdsOf(plan.planId, item.conditionId);
  const prepared = await recoveryVerb.prepare(target, createLook(deps), ids);
  if (prepared.goalHolds !== undefined)
    return { result: 'no_change_needed', why: prepared.goalHolds };
  const changed = findChangedFact(item.preconditions, prepared.facts);
  if (changed !== undefined)
    return {
      result: 'refused',
      why: `${changed.before.fact} was “${changed.before.value}” when this was planned and is now “${changed.after.value}”; plan again.`,
      ...changed,
    };
  if (prepared.why !== undefined) return { result: 'refused', why: prepared.why };
  const acted = await prepared.act(actContext(deps, plan, item, actor));
  if (!acted.ok) {
    const { kind, ...rest } = acted.error;
    return { result: kind, ...rest };
  }
  const verified = await prepared.verify(createLook(deps));
  const { backup } = acted.value;
  return {
    result: verified.ok ? 'applied' : 'failed',
    why: verified.ok ? verified.value : verified.error,
    ...(backup === undefined ? {} : { backup }),
  };
}

/** What an act or a settlement may do, in the name of one item of a plan. */
export const actContext = (
  deps: RecoverDeps,
  plan: Plan,
  planned: PlanItem,
  actor: Actor,
): ActContext => ({
  planned,
  actor,
  write(changes, told) {
    const written = deps.store.write(changes, {
      actor,
      verb: planned.verb,
      planFingerprint: plan.fingerprint,
      result: 'written',
      ...told,
    });
    if (written.ok) return ok(undefined);
    const { recordKind, id, expectedVersion, actualVersion } = written.error;
    return err({
      kind: 'refused',
      why: `The record of ${recordKind} ${id} was changed under us; nothing was overwritten. Plan again.`,
      before: { fact: `version of ${recordKind} ${id}`, value: String(expectedVersion) },
      after: { fact: `version of ${recordKind} ${id}`, value: String(actualVersion) },
    });
  },
});
