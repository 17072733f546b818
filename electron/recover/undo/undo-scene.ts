import type { Fact, Operation, Plan } from '#shared/domain/plan.ts';
import { parseUndoTarget } from '#shared/domain/undo-target.ts';
import type { UndoEntry } from '#shared/domain/records.ts';
import type { Verb } from '#shared/domain/verb.ts';
import type { Look } from '#electron/recover/look.ts';
import { planIdsOf, type PlanIds } from '#electron/recover/plan-ids.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { Target } from '#electron/recover/target.ts';
import type { DoneItem, UndoReading, UndoSpec } from '#electron/recover/undo-spec.ts';
import { foldEntries } from '#electron/recover/undo-entries.ts';
import { undoRecords, type RecordsUndo, type UndoRules } from './undo-records.ts';

/** What was done, and what it takes to take it back. */
export interface UndoScene {
  readonly target: Target;
  readonly done: DoneItem | undefined;
  readonly why: string | undefined;
  readonly reading: UndoReading | undefined;
  readonly records: RecordsUndo;
  readonly rules: UndoRules;
  /** What is to be set back. */
  readonly entries: readonly UndoEntry[];
}

interface FoundItem {
  readonly operation: Operation;
  readonly plan: Plan;
  readonly done: DoneItem;
}

/** The item that an undo's id names; undefined when it names none. */
export function findDone(deps: RecoverDeps, id: string): FoundItem | undefined {
  const { operationId, conditionId } = parseUndoTarget(id) ?? {};
  const operation = operationId === undefined ? undefined : deps.operations.get(operationId);
  const plan = operation && deps.plans.get(operation.planId);
  const done = operation?.items.find((item) => item.conditionId === conditionId);
  const planned = plan?.items.find((item) => item.conditionId === conditionId);
  if (operation === undefined || plan === undefined || !done || !planned) return undefined;
  return {
    operation,
    plan,
    done: {
      planned,
      done,
      ids: planIdsOf(plan.planId, planned.conditionId),
      at: operation.finishedAt ?? operation.startedAt,
      entries: foldEntries(deps.undoLog.of(plan.planId, planned.conditionId)),
      files: deps.undoLog.filesOf(plan.planId, planned.conditionId),
    },
  };
}

/** Gathers it. */
export async function observeUndo(
  deps: RecoverDeps,
  specOf: (verb: Verb) => UndoSpec,
  target: Target,
  look: Look,
  ids: PlanIds,
): Promise<UndoScene> {
  const found = findDone(deps, target.conditionId);
  const rules = { isStart: found !== undefined && starts.has(found.done.planned.verb) };
  const nothing = { changes: [], obstacle: undefined };
  const scene = {
    target,
    done: found?.done,
    reading: undefined,
    records: nothing,
    rules: { ...rules, isChecked: true },
    entries: [],
  };
  if (found === undefined) return { ...scene, why: 'Nothing is known of it any more.' };
  const spec = specOf(found.done.planned.verb);
  const why = whyNot(deps, found, spec);
  if (why !== undefined) return { ...scene, why };
  const done = { ...found.done, chosen: target.choices };
  const entries = spec.kind === 'also' && spec.leavesRecords === true ? [] : found.done.entries;
  return {
    ...scene,
    why: undefined,
    reading: spec.kind === 'also' ? await spec.observe(done, look, ids) : undefined,
    entries,
    records: undoRecords(deps, entries, { ...rules, isChecked: false }),
  };
}

/** Verbs by which a session came to life: its record tells that, so it is not forgotten. */
const starts: ReadonlySet<Verb> = new Set<Verb>(['resume', 'restart']);

/** Why it cannot be undone, whatever the world looks like. */
function whyNot(
  { clock, policy }: RecoverDeps,
  { operation, plan, done }: FoundItem,
  spec: UndoSpec,
): string | undefined {
  if (operation.state === 'running') return 'It is still being carried out.';
  if (done.done.result !== 'applied')
    return `It was not done (${done.done.result.replaceAll('_', ' ')}), so there is nothing to undo.`;
  if (plan.tier === 3) return 'It was confirmed by its count, as something that cannot be undone.';
  const days = Math.round(policy.backupRetentionMs / 86_400_000);
  if (clock.nowMs() > Date.parse(done.at) + policy.backupRetentionMs)
    return `It was done more than ${days} days ago, and is not kept any more.`;
  return spec.kind === 'not_possible' ? spec.why : undefined;
}

/** What an undo depends on. */
export const undoFacts = ({ done, reading, records }: UndoScene): readonly Fact[] => [
  { fact: 'what was done', value: done === undefined ? 'unknown' : done.done.why },
  { fact: 'records', value: records.obstacle ?? 'as it left them' },
  ...(reading?.facts ?? []),
];
