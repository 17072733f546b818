import type { Condition } from '#shared/domain/condition.ts';
import { counted } from '#shared/domain/counted.ts';
import { isOffered } from '#shared/domain/offered.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { reviewAbove, type Verb, verbLabels } from '#shared/domain/verb.ts';
import type { ClientUse } from './client-source.ts';

/**
 * What may be carried out without anybody who looks at it: only records and git's own links are set
 * right, it starts and ends no agent, and it can be undone.
 */
export const safeVerbs: readonly Verb[] = [
  'update_status',
  'mark_crashed',
  'release_lease',
  'reattach',
];

const isSafe = ({ eligible, warnings }: Plan['items'][number]): boolean =>
  eligible && warnings.length === 0;

/** A plan without what warns or is not possible; undefined when nothing is left. */
async function planSafely(
  { client }: ClientUse,
  verb: Verb,
  conditionIds: readonly string[],
): Promise<Plan | undefined> {
  const shown = await client.recover.plan({ verb, conditionIds: [...conditionIds] });
  const safe = shown.items.filter(isSafe).map(({ conditionId }) => conditionId);
  if (safe.length === 0) return undefined;
  const plan =
    safe.length === shown.items.length
      ? shown
      : await client.recover.plan({ verb, conditionIds: safe });
  return plan.tier <= 1 && plan.items.every(isSafe) ? plan : undefined;
}

/** Those that propose the verb, never more in one plan than are carried out without a review. */
function portions(conditions: readonly Condition[], verb: Verb): readonly (readonly string[])[] {
  const ids = conditions
    .filter(({ proposed, actions }) => proposed === verb && isOffered(actions, verb))
    .map(({ id }) => id);
  const count = Math.ceil(ids.length / reviewAbove);
  return Array.from({ length: count }, (_, at) =>
    ids.slice(at * reviewAbove, (at + 1) * reviewAbove),
  );
}

/** Carries out what these conditions propose, as far as it is safe; tells what was done on stderr. */
export async function applySafe(use: ClientUse, conditions: readonly Condition[]): Promise<void> {
  const { client, screen } = use;
  for (const verb of safeVerbs)
    for (const portion of portions(conditions, verb)) {
      const plan = await planSafely(use, verb, portion);
      if (plan === undefined) continue;
      const { planId, fingerprint } = plan;
      const { operationId, items } = await client.recover.apply({ planId, fingerprint });
      const applied = items.filter(({ result }) => result === 'applied');
      if (applied.length > 0)
        screen.tell(
          `${verbLabels[verb]}: ${counted(applied.length, 'item')}; take it back with: rollcall undo ${operationId}`,
        );
      for (const { result, title, why } of items)
        if (result !== 'applied') screen.tell(`${title}: ${result.replaceAll('_', ' ')}. ${why}`);
    }
}
