import type { ItemResult, Operation, OperationItem, Plan } from '#shared/domain/plan.ts';
import { reviewAbove, verbTiers, type Verb } from '#shared/domain/verb.ts';
import { past } from './words.ts';
import type { Notice } from './mirror-state.ts';

/** Whether a plan may run at once; everything else is shown to the operator first. */
export function mayApplyAtOnce(plan: Plan): boolean {
  if (plan.tier > 1 || verbTiers[plan.verb] > 1) return false;
  return (
    plan.items.length > 0 &&
    plan.items.length <= reviewAbove &&
    plan.items.every((item) => item.eligible && item.warnings.length === 0)
  );
}

/** How many items came to each result. */
export function countResults(operation: Operation): Readonly<Record<ItemResult, number>> {
  const counts: Record<ItemResult, number> = {
    applied: 0,
    no_change_needed: 0,
    refused: 0,
    failed: 0,
    cancelled: 0,
    not_attempted: 0,
  };
  for (const item of operation.items) counts[item.result] += 1;
  return counts;
}

/** The items worth another plan: refused because a fact changed, failed, or never begun. */
export const findUndone = (operation: Operation): readonly OperationItem[] =>
  operation.items.filter(({ result }) => result !== 'applied' && result !== 'no_change_needed');

/** The items that an undo could take back. */
export const findApplied = (operation: Operation): readonly OperationItem[] =>
  operation.items.filter(({ result }) => result === 'applied');

/** A look changed nothing, and an undo is taken back by doing it again. */
const neverUndone: readonly Verb[] = ['look_again', 'undo'];

/** Whether something came about that can be asked to be taken back. */
export const isUndoable = (operation: Operation): boolean =>
  operation.state !== 'running' &&
  !neverUndone.includes(operation.verb) &&
  findApplied(operation).length > 0;

/** A refusal's changed fact, `was → is`; undefined when no single fact changed. */
export function describeChange(item: OperationItem): string | undefined {
  if (item.before === undefined || item.after === undefined) return undefined;
  return `${item.before.fact}: ${item.before.value} → ${item.after.value}`;
}

function describeItem(item: OperationItem): string {
  const change = describeChange(item);
  return `${item.title}: ${item.why}${change === undefined ? '' : ` (${change})`}`;
}

function titleOf(operation: Operation): string {
  const { applied, no_change_needed: unneeded } = countResults(operation);
  const undone = findUndone(operation).length;
  const only = operation.items.length === 1 ? operation.items[0] : undefined;
  const done = past[operation.verb];
  if (only !== undefined && applied === 1) return `${done} “${only.title}”`;
  if (only !== undefined && unneeded === 1) return `“${only.title}” needed no change`;
  if (only !== undefined) return `“${only.title}” was not changed`;
  const parts = [`${done} ${applied} of ${operation.items.length}`];
  if (unneeded > 0) parts.push(`${unneeded} needed no change`);
  if (undone > 0) parts.push(`${undone} not done`);
  return parts.join(' · ');
}

/** What an operation came to, as a passing message with the changed fact of every refusal. */
export function describeOutcome(operation: Operation): Omit<Notice, 'id'> {
  const undone = findUndone(operation);
  const alone = operation.items.length === 1;
  const told = alone ? operation.items : undone;
  return {
    tone: undone.length > 0 ? 'bad' : 'good',
    title: titleOf(operation),
    lines: told
      .slice(0, 5)
      .map((item) =>
        alone ? describeItem(item).slice(item.title.length + 2) : describeItem(item),
      ),
    again: undone.length > 0 ? operation : undefined,
    undo: isUndoable(operation) ? operation : undefined,
  };
}
