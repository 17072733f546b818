import type { Doing, OperationItem, Plan, PlanItem } from '#shared/domain/plan.ts';
import type { Actor, AuditDraft } from '#shared/domain/records.ts';
import { messageOf } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { createActContext } from './act-context.ts';
import { findChangedFact } from './fingerprint.ts';
import { createItemLook } from './look.ts';
import { prepareAgain } from './prepare-again.ts';
import type { RecoverDeps } from './recover-deps.ts';
import type { RecoveryVerb } from './recovery-verb.ts';
import { unlessStopped } from './unless-stopped.ts';

type Outcome = Pick<OperationItem, 'result' | 'why' | 'before' | 'after' | 'backup'>;

/** How often an item is looked at anew because somebody wrote one of its records meanwhile. */
const maxLooks = 4;

/** One item of a plan, in one operation. */
export interface ItemTurn {
  readonly operationId: string;
  readonly plan: Plan;
  readonly index: number;
  readonly planned: PlanItem;
  readonly actor: Actor;
  /** The operator stops the operation. */
  readonly signal?: AbortSignal | undefined;
  /** Told of each part that comes next. */
  readonly onPhase?: ((phase: Doing['phase']) => void) | undefined;
}

/**
 * Looks at one item again, refuses it when a planned fact no longer holds, acts, and looks once more:
 * `applied` is said only when that last look agrees.
 */
export async function applyItem(
  deps: RecoverDeps,
  recoveryVerb: RecoveryVerb,
  turn: ItemTurn,
): Promise<OperationItem> {
  const outcome = await attempt(deps, recoveryVerb, turn, 1).catch((error: unknown): Outcome => ({
    result: 'failed',
    why: `It stopped in the middle: ${messageOf(error)}. Look again before the next attempt.`,
  }));
  return itemWith(turn.planned, outcome);
}

/** What is said of an item that has had no turn yet; by this an unfinished one is known. */
export const waitingWhy = 'Waiting for its turn.';

/** An item of an operation, from its plan and what became of it. */
export const itemWith = (
  { conditionId, subject, title, verb }: PlanItem,
  outcome: Outcome,
): OperationItem => ({ conditionId, subject, title, verb, ...outcome });

/** What the audit tells of an item's outcome, whatever it is. */
export const auditOf = (
  { plan, actor }: Pick<ItemTurn, 'plan' | 'actor'>,
  { verb, subject, before, after, result, why }: OperationItem,
): AuditDraft => ({
  actor,
  verb,
  subject: `${subject.kind}:${subject.id}`,
  planFingerprint: plan.fingerprint,
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
  result,
  message: why,
  ...(plan.tier === 3 ? { isForced: true } : {}),
});

const cancelled: Outcome = {
  result: 'cancelled',
  why: 'Stopped by the operator before anything was done to it.',
};

async function attempt(
  deps: RecoverDeps,
  recoveryVerb: RecoveryVerb,
  turn: ItemTurn,
  looks: number,
): Promise<Outcome> {
  const { planned } = turn;
  turn.onPhase?.('looking');
  const look = prepareAgain(deps, recoveryVerb, turn);
  // Looking changes nothing, so it may be left to itself.
  const prepared = await unlessStopped(look, turn.signal);
  if (prepared === undefined) return cancelled;
  if (prepared.goalHolds !== undefined)
    return { result: 'no_change_needed', why: prepared.goalHolds };
  const changed = findChangedFact(planned.preconditions, prepared.facts);
  if (changed !== undefined)
    return {
      result: 'refused',
      why: `${changed.before.fact} was “${changed.before.value}” when this was planned and is now “${changed.after.value}”; plan again.`,
      ...changed,
    };
  if (prepared.why !== undefined) return { result: 'refused', why: prepared.why };
  turn.onPhase?.('acting');
  failpoint('apply:looked');
  const context = createActContext(deps, turn);
  const acted = await prepared.act(context);
  failpoint('apply:acted');
  if (!acted.ok) {
    const { kind, isOvertaken, ...rest } = acted.error;
    // A heartbeat or a sweep wrote first. Nothing was begun, so whether the plan still holds is for the
    // planned facts to say, not for a record's version.
    const isUnbegun = isOvertaken === true && kind === 'refused' && context.begun() === undefined;
    if (isUnbegun && looks < maxLooks) return attempt(deps, recoveryVerb, turn, looks + 1);
    return { result: kind, ...rest };
  }
  turn.onPhase?.('verifying');
  const verified = await prepared.verify(createItemLook(deps));
  failpoint('apply:verified');
  const { backup } = acted.value;
  return {
    result: verified.ok ? 'applied' : 'failed',
    why: verified.ok ? verified.value : verified.error,
    ...(backup === undefined ? {} : { backup }),
  };
}
