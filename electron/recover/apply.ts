import type {
  ApplyRefusal,
  Operation,
  OperationItem,
  Plan,
  PlanItem,
} from '#shared/domain/plan.ts';
import type { Actor } from '#shared/domain/records.ts';
import { messageOf, ok, type Result } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { applyItem, auditOf, itemWith, type ItemTurn, waitingWhy } from './apply-item.ts';
import { breathe } from './breathe.ts';
import { auditRefusal, checkPlan, refuse } from './claim-plan.ts';
import { createItemLook } from './look.ts';
import { createOutcomeLog, type OutcomeLog } from './outcome-log.ts';
import { createProgress } from './progress.ts';
import type { RecoverDeps } from './recover-deps.ts';
import type { RecoveryVerb } from './recovery-verb.ts';
import { type SubjectLocks, subjectsOf } from './subject-locks.ts';
import { targetOfItem } from './target.ts';

export interface ApplyOptions {
  /** What the operator typed; needed for tier 3. */
  readonly confirmedCount?: number | undefined;
  readonly actor: Actor;
  /** At the beginning, at the end, and between them at most every 250 ms, at least about twice a second. */
  onProgress(operation: Operation): void;
  /** Items of which nothing was changed yet are then cancelled; one that is being changed is finished. */
  readonly signal?: AbortSignal | undefined;
}

/** What operations that run at the same time share. */
export interface ApplyDeps extends RecoverDeps {
  readonly locks: SubjectLocks;
  /** Told of an operation that begins; gives the operator's way to stop it. */
  readonly onBegin: (operationId: string) => AbortSignal;
  readonly onEnd: (operationId: string) => void;
}

/**
 * Carries out a stored plan item by item: the operation is saved before the first step and after each
 * item, so that a kill leaves an account of what was meant and what was done. Gives the finished
 * operation, or why the plan as a whole was not begun (audited, and the plan stays unused).
 */
export async function applyPlan(
  deps: ApplyDeps,
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
  const { plan, operation } = claimed.value;
  failpoint('apply:begun');
  const stopped = deps.onBegin(operation.operationId);
  try {
    return ok(await carryOut(deps, verbOf(plan), plan, operation, options, stopped));
  } finally {
    deps.onEnd(operation.operationId);
  }
}

/** Saves the operation and takes the plan for it, both in one step. */
function claimPlan(
  deps: RecoverDeps,
  planId: string,
  fingerprint: string,
  confirmedCount: number | undefined,
): Result<{ readonly plan: Plan; readonly operation: Operation }, ApplyRefusal> {
  const checked = checkPlan(deps, planId, fingerprint, confirmedCount);
  if (!checked.ok) return checked;
  const plan = checked.value;
  const operation: Operation = {
    operationId: deps.newId(),
    planId,
    verb: plan.verb,
    state: 'running',
    items: plan.items.map(waiting),
    startedAt: deps.clock.now(),
  };
  return deps.operations.begin(operation)
    ? ok({ plan, operation })
    : refuse(
        'plan_used',
        `Plan ${planId} was applied already, and Operations (rollcall undo) tells what became of it; make a new one.`,
      );
}

async function carryOut(
  deps: ApplyDeps,
  recoveryVerb: RecoveryVerb,
  plan: Plan,
  operation: Operation,
  options: ApplyOptions,
  stopped: AbortSignal,
): Promise<Operation> {
  const items = [...operation.items];
  const now = (): Operation => ({ ...operation, items: [...items] });
  const signal = AbortSignal.any([stopped, ...(options.signal ? [options.signal] : [])]);
  const log = createOutcomeLog(deps, operation.operationId, recoveryVerb.isRecordsOnly);
  let end: Operation;
  options.onProgress(operation);
  try {
    await takeTurns(deps, recoveryVerb, { plan, operation, options, items, signal, log });
    cancelRest(deps, plan, operation.operationId, items, options.actor);
    failpoint('apply:before-end');
    end = { ...now(), state: 'done', finishedAt: deps.clock.now() };
    deps.operations.save(end);
  } catch (error) {
    end = breakOff(deps, now(), log, error);
  }
  failpoint('apply:ended');
  options.onProgress(end);
  return end;
}

interface Turns {
  readonly plan: Plan;
  readonly operation: Operation;
  readonly options: ApplyOptions;
  /** What became of each so far; written to. */
  readonly items: OperationItem[];
  readonly signal: AbortSignal;
  readonly log: OutcomeLog;
}

async function takeTurns(
  deps: ApplyDeps,
  recoveryVerb: RecoveryVerb,
  { plan, operation, options, items, signal, log }: Turns,
): Promise<void> {
  const { operationId } = operation;
  const progress = createProgress(deps, operation, items, options.onProgress);
  try {
    for (const [index, planned] of plan.items.entries()) {
      if (!planned.eligible) continue;
      await breathe();
      if (signal.aborted) break;
      const onPhase = progress.phase(index);
      const turn = { operationId, plan, index, planned, actor: options.actor, signal, onPhase };
      const item = await takeTurn(deps, recoveryVerb, turn);
      items[index] = item;
      failpoint('apply:before-outcome');
      log.add({ index, item, audit: auditOf(turn, item) });
      progress.tell(log.flush);
    }
    log.flush();
  } finally {
    progress.end();
  }
}

/** The journal cannot be written (a full disk): nothing more is begun, and the next start settles it. */
function breakOff(
  deps: RecoverDeps,
  operation: Operation,
  log: OutcomeLog,
  error: unknown,
): Operation {
  const cause = messageOf(error);
  const why = `The journal could not be written (${cause}), so nothing more was begun; make room and try again.`;
  const items = operation.items.map((item) =>
    item.result === 'not_attempted' && item.why === waitingWhy ? { ...item, why } : item,
  );
  const broken: Operation = {
    ...operation,
    items,
    state: 'interrupted',
    finishedAt: deps.clock.now(),
  };
  // What was done first, with its rows of the audit.
  for (const write of [log.flush, () => deps.operations.save(broken)])
    try {
      write();
    } catch (again) {
      // Still full: it stays recorded as running, and the next start says what became of it.
      if (!(again instanceof Error)) throw again;
    }
  return broken;
}

/** Nobody else acts on the same subject meanwhile: whoever comes second is refused. */
async function takeTurn(
  deps: ApplyDeps,
  recoveryVerb: RecoveryVerb,
  turn: ItemTurn,
): Promise<OperationItem> {
  const { planned, operationId } = turn;
  const target = targetOfItem(planned, deps.findCondition(planned.conditionId));
  const subjects = subjectsOf(target, createItemLook(deps));
  const holder = deps.locks.take(subjects, operationId);
  if (holder !== undefined)
    return itemWith(planned, {
      result: 'refused',
      why: `Operation ${holder} is at work on it; plan again when that has ended.`,
    });
  try {
    return await applyItem(deps, recoveryVerb, turn);
  } finally {
    deps.locks.release(subjects, operationId);
  }
}

/** All in one transaction: a stop is quick however many there are. */
function cancelRest(
  deps: RecoverDeps,
  plan: Plan,
  operationId: string,
  items: OperationItem[],
  actor: Actor,
): void {
  const why = 'Stopped by the operator before its turn.';
  const outcomes = plan.items.flatMap((planned, index) => {
    const isLeft = planned.eligible && items[index]?.result === 'not_attempted';
    if (!isLeft) return [];
    const item = itemWith(planned, { result: 'cancelled', why });
    items[index] = item;
    return [{ index, item }];
  });
  if (outcomes.length === 0) return;
  deps.operations.saveItems(operationId, outcomes);
  deps.audit({
    actor,
    verb: plan.verb,
    subject: `operation:${operationId}`,
    planFingerprint: plan.fingerprint,
    result: 'cancelled',
    message: `Stopped by the operator: ${outcomes.length} of ${plan.items.length} had not had their turn.`,
  });
}

const waiting = (item: PlanItem): OperationItem =>
  itemWith(item, { result: 'not_attempted', why: item.why ?? waitingWhy });
