import type {
  ApplyRefusal,
  Operation,
  OperationItem,
  Plan,
  PlanChoices,
} from '#shared/domain/plan.ts';
import type { KeptBackup } from '#shared/domain/backup.ts';
import { choicesOfPlan } from '#shared/domain/plan-choices.ts';
import { undoTarget } from '#shared/domain/undo-target.ts';
import type { Verb } from '#shared/domain/verb.ts';
import type { Result } from '#shared/result.ts';
import { type ApplyDeps, type ApplyOptions, applyPlan } from './apply.ts';
import { expireBackups } from './backup/expire-backups.ts';
import { listBackups } from './backup/list-backups.ts';
import { composePlan, type PlanAsker } from './plan.ts';
import type { RecoverDeps } from './recover-deps.ts';
import { clearScratch } from './scratch.ts';
import { settleOperation } from './settle.ts';
import { createSubjectLocks } from './subject-locks.ts';
import { standingFor } from './standing-for.ts';
import { createVerbs } from './verbs.ts';

export interface Recovery {
  /** Looks, plans and stores the plan; whoever gives up asking gets none, and none is stored. */
  plan(
    verb: Verb,
    conditionIds: readonly string[],
    choices?: PlanChoices,
    asker?: PlanAsker,
  ): Promise<Plan>;
  /** Plans to take back what an operation did; undefined when there is no such operation. */
  planUndo(
    operationId: string,
    asker?: PlanAsker,
    choices?: PlanChoices,
  ): Promise<Plan | undefined>;
  /** Everything that is kept, newest first. */
  backups(): Promise<readonly KeptBackup[]>;
  /** Removes what was kept long enough, told in the audit; gives how many. */
  expire(): Promise<number>;
  /** Carries out exactly the plan with this fingerprint, once. */
  apply(
    planId: string,
    fingerprint: string,
    options: ApplyOptions,
  ): Promise<Result<Operation, ApplyRefusal>>;
  /** Items not begun yet are cancelled; false when no such operation is running. */
  stop(operationId: string): boolean;
  /** Plans again what did not come about; undefined when there is no such operation. */
  retry(operationId: string, asker?: PlanAsker): Promise<Plan | undefined>;
  /**
   * For the start after Rollcall was ended in the middle of an operation: finishes or undoes its
   * unfinished items and saves it as `interrupted`, each item saying what became of it.
   */
  settle(operation: Operation): Promise<Operation>;
  /** For a start, before anything else: removes what killed operations have left lying in the home. */
  tidy(): Promise<void>;
}

/** Joins the verbs to plan and apply. */
export function createRecovery(deps: RecoverDeps): Recovery {
  const verbs = createVerbs(deps);
  const stops = new Map<string, AbortController>();
  const applyDeps: ApplyDeps = {
    ...deps,
    locks: createSubjectLocks(),
    onBegin(operationId) {
      const controller = new AbortController();
      stops.set(operationId, controller);
      return controller.signal;
    },
    onEnd: (operationId) => void stops.delete(operationId),
  };
  return {
    plan: (verb, conditionIds, choices, asker) =>
      composePlan(deps, verbs[verb], conditionIds, choices, asker),
    async planUndo(operationId, asker, choices) {
      const operation = deps.operations.get(operationId);
      const done = operation?.items.filter(({ result }) => result === 'applied') ?? [];
      // Where nothing was done, the first item says so.
      const items = done.length > 0 ? done : (operation?.items.slice(0, 1) ?? []);
      return operation === undefined
        ? undefined
        : composePlan(
            deps,
            verbs.undo,
            items.map(({ conditionId }) => undoTarget(operationId, conditionId)),
            choices,
            asker,
          );
    },
    backups: () => listBackups(deps),
    expire: () => expireBackups(deps),
    apply: (planId, fingerprint, options) =>
      applyPlan(applyDeps, ({ verb }) => verbs[verb], planId, fingerprint, options),
    stop(operationId) {
      stops.get(operationId)?.abort();
      return stops.has(operationId);
    },
    async retry(operationId, asker) {
      const operation = deps.operations.get(operationId);
      if (operation === undefined) return undefined;
      const left = operation.items.filter(isLeft).map((item) => standingFor(deps, item));
      const plan = deps.plans.get(operation.planId);
      return composePlan(deps, verbs[operation.verb], left, plan && choicesOfPlan(plan), asker);
    },
    settle: (operation) => settleOperation(deps, verbs[operation.verb], operation),
    tidy: () => clearScratch(deps.home),
  };
}

/** Whether an item did not come about, for whatever reason. */
const isLeft = ({ result }: OperationItem): boolean =>
  result !== 'applied' && result !== 'no_change_needed';
