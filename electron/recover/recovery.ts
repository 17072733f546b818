import type { ApplyRefusal, Operation, Plan } from '#shared/domain/plan.ts';
import type { Verb } from '#shared/domain/verb.ts';
import type { Result } from '#shared/result.ts';
import { type ApplyOptions, applyPlan } from './apply.ts';
import { composePlan } from './plan.ts';
import type { RecoverDeps } from './recover-deps.ts';
import { settleOperation } from './settle.ts';
import { createVerbs } from './verbs.ts';

export interface Recovery {
  /** Looks, plans and stores the plan. `note`: the operator's words, for `acknowledge`. */
  plan(
    verb: Verb,
    conditionIds: readonly string[],
    options?: { readonly note?: string | undefined },
  ): Promise<Plan>;
  /** Carries out exactly the plan with this fingerprint, once. */
  apply(
    planId: string,
    fingerprint: string,
    options: ApplyOptions,
  ): Promise<Result<Operation, ApplyRefusal>>;
  /**
   * For the start after Rollcall was ended in the middle of an operation: finishes or undoes its
   * unfinished items and saves it as `interrupted`, each item saying what became of it.
   */
  settle(operation: Operation): Promise<Operation>;
}

/** Joins the verbs to plan and apply. */
export function createRecovery(deps: RecoverDeps): Recovery {
  const verbs = createVerbs(deps);
  return {
    plan: (verb, conditionIds, { note } = {}) => composePlan(deps, verbs[verb], conditionIds, note),
    apply: (planId, fingerprint, options) =>
      applyPlan(deps, ({ verb }) => verbs[verb], planId, fingerprint, options),
    settle: (operation) => settleOperation(deps, verbs[operation.verb], operation),
  };
}
