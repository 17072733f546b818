import { availableParallelism } from 'node:os';
import type { Plan, PlanChoices, PlanItem } from '#shared/domain/plan.ts';
import { leftToSource } from '#shared/domain/source.ts';
import { reviewAbove, type Tier, type Verb, verbLabels, verbTiers } from '#shared/domain/verb.ts';
import { breathe } from './breathe.ts';
import { fingerprintItems } from './fingerprint.ts';
import { createLook, type Look } from './look.ts';
import { mapAtOnce } from './map-at-once.ts';
import { oneOfEach } from './one-of-each.ts';
import { planIdsOf } from './plan-ids.ts';
import type { RecoverDeps } from './recover-deps.ts';
import { plainDescription, type Description } from './description.ts';
import type { RecoveryVerb } from './recovery-verb.ts';
import { type Target, targetOfCondition } from './target.ts';
import { unlessStopped } from './unless-stopped.ts';

/** Who waits for a plan. */
export interface PlanAsker {
  /** Gives it up: nothing more is looked at, and no plan comes of it. */
  readonly signal?: AbortSignal | undefined;
  /** Told after each item. */
  readonly onLooked?: ((looked: number, total: number) => void) | undefined;
}

interface DraftItem {
  readonly item: PlanItem;
  readonly isHolderUncertain: boolean;
  readonly notUndone?: string | undefined;
}

/**
 * Looks afresh at each condition and says what the verb would do to it. Conditions that are gone or
 * not eligible stay in the plan, each with its reason. The plan is stored and can be applied once.
 * Rejects with the signal's reason once the asker has given it up.
 */
export async function composePlan(
  deps: RecoverDeps,
  recoveryVerb: RecoveryVerb,
  conditionIds: readonly string[],
  choices: PlanChoices = {},
  asker: PlanAsker = {},
): Promise<Plan> {
  const planId = deps.newId();
  const drafts = await draftAll(deps, recoveryVerb, { planId, conditionIds, choices, asker });
  const items = drafts.map(({ item }) => item);
  const createdMs = deps.clock.nowMs();
  const tier = tierOf(recoveryVerb.verb, drafts);
  const undoUntil = new Date(createdMs + deps.policy.backupRetentionMs).toISOString();
  const plan: Plan = {
    planId,
    fingerprint: fingerprintItems(items),
    verb: recoveryVerb.verb,
    tier,
    items,
    createdAt: new Date(createdMs).toISOString(),
    expiresAt: new Date(createdMs + deps.policy.planLifetimeMs).toISOString(),
    undo: items.some(({ eligible }) => eligible)
      ? undoOf(recoveryVerb, tier, undoUntil, drafts)
      : undefined,
  };
  deps.plans.save(plan);
  return plan;
}

/** What an undo is undone by depends on what it undid: its plan says nothing of that. */
function undoOf(
  { verb, undo }: RecoveryVerb,
  tier: Tier,
  until: string,
  drafts: readonly DraftItem[],
): Plan['undo'] {
  if (verb === 'undo') return undefined;
  if (tier === 3) return { why: 'What is confirmed by its count is not undone.' };
  if (undo.kind === 'not_possible') return { why: undo.why };
  const eligible = drafts.filter(({ item }) => item.eligible);
  const [why] = eligible.flatMap(({ notUndone }) => notUndone ?? []);
  if (why !== undefined)
    return eligible.every(({ notUndone }) => notUndone !== undefined)
      ? { why }
      : { until, how: 'what is gone already would not come back' };
  return undo.kind === 'also' && undo.how !== undefined ? { until, how: undo.how } : { until };
}

interface Question {
  readonly planId: string;
  readonly conditionIds: readonly string[];
  readonly choices: PlanChoices;
  readonly asker: PlanAsker;
}

/** As many at once as git may run at once, each of them in its own place. */
async function draftAll(
  deps: RecoverDeps,
  recoveryVerb: RecoveryVerb,
  { planId, conditionIds, choices, asker: { signal, onLooked } }: Question,
): Promise<readonly DraftItem[]> {
  const look = createLook(deps);
  const { verb } = recoveryVerb;
  const ids = oneOfEach(verb, [...new Set(conditionIds)], deps.findCondition, look);
  let looked = 0;
  const draft = async (conditionId: string): Promise<DraftItem> => {
    await breathe();
    signal?.throwIfAborted();
    const target = await findTarget(deps, recoveryVerb, conditionId, choices);
    const drafted =
      target === undefined
        ? goneItem(conditionId, recoveryVerb.verb)
        : await draftItem(recoveryVerb, target, look, planId);
    looked += 1;
    onLooked?.(looked, ids.length);
    return drafted;
  };
  const drafting = mapAtOnce(ids, deps.concurrency ?? availableParallelism(), draft);
  // Looking changes nothing, so what is in hand may be left to itself.
  const drafts = await unlessStopped(drafting, signal);
  if (drafts === undefined) throw signal?.reason;
  return drafts;
}

async function findTarget(
  deps: RecoverDeps,
  recoveryVerb: RecoveryVerb,
  id: string,
  choices: PlanChoices,
): Promise<Target | undefined> {
  if (recoveryVerb.findTarget !== undefined) {
    const target = await recoveryVerb.findTarget(id);
    return target && { ...target, choices };
  }
  const condition = deps.findCondition(id);
  return condition && targetOfCondition(condition, choices);
}

async function draftItem(
  recoveryVerb: RecoveryVerb,
  target: Target,
  look: Look,
  planId: string,
): Promise<DraftItem> {
  const ids = planIdsOf(planId, target.conditionId);
  const prepared = await recoveryVerb.prepare(target, look, ids);
  // Another system's records are not ours to act on, nor is the ground under its agents.
  const foreign = leftToSource(target.subject.source, recoveryVerb.verb);
  const why = foreign ?? prepared.goalHolds ?? prepared.why;
  const description = why === undefined ? prepared.describe() : plainDescription([]);
  return {
    item: {
      ...itemOf(target, recoveryVerb.verb, why, prepared.facts, description),
      ...(prepared.ignored === undefined ? {} : { ignored: prepared.ignored }),
    },
    isHolderUncertain: description.isHolderUncertain ?? false,
    notUndone: description.notUndone,
  };
}

const itemOf = (
  { conditionId, subject, title }: Target,
  verb: Verb,
  why: string | undefined,
  preconditions: PlanItem['preconditions'],
  { steps, keeps, loses, frees, warnings, backup }: Description,
): PlanItem => ({
  conditionId,
  subject,
  title,
  verb,
  eligible: why === undefined,
  ...(why === undefined ? {} : { why }),
  warnings,
  steps,
  keeps,
  loses,
  frees,
  preconditions,
  backup,
});

function goneItem(conditionId: string, verb: Verb): DraftItem {
  const target: Target = {
    conditionId,
    subject: { kind: 'machine', id: conditionId, source: 'rollcall', workspace: '' },
    title: conditionId,
    workAtRisk: {},
    choices: {},
  };
  const why = `It is not on the list any more, so there is nothing to ${verbLabels[verb].toLowerCase()}; look again.`;
  return {
    item: itemOf(target, verb, why, [], plainDescription([])),
    isHolderUncertain: false,
  };
}

/** The verb's own tier, raised to the review sheet by a warning or by many items. */
function tierOf(verb: Verb, drafts: readonly DraftItem[]): Tier {
  const tier = verbTiers[verb];
  const eligible = drafts.filter(({ item }) => item.eligible);
  if (eligible.some(({ isHolderUncertain }) => isHolderUncertain)) return 3;
  const isReviewed =
    eligible.some(({ item }) => item.warnings.length > 0) ||
    (tier === 1 && eligible.length > reviewAbove);
  return tier < 2 && isReviewed ? 2 : tier;
}
