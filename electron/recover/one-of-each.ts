import type { Condition } from '#shared/domain/condition.ts';
import { takenBy } from '#shared/domain/taken.ts';
import type { Verb } from '#shared/domain/verb.ts';
import type { Look } from './look.ts';
import { environmentIdOf, targetOfCondition, taskIdOf } from './target.ts';

/**
 * The conditions without those about a task or environment that an earlier one is about already: done to
 * the first, the verb would only be refused for the others, as the world had moved.
 */
export function oneOfEach(
  verb: Verb,
  conditionIds: readonly string[],
  findCondition: (id: string) => Condition | undefined,
  look: Pick<Look, 'record' | 'records'>,
): readonly string[] {
  const taken = takenBy(verb);
  if (taken === undefined) return conditionIds;
  const idOf = taken === 'task' ? taskIdOf : environmentIdOf;
  const seen = new Set<string>();
  return conditionIds.filter((conditionId) => {
    const condition = findCondition(conditionId);
    const id = condition && idOf(targetOfCondition(condition), look);
    if (id === undefined) return true;
    const isFirst = !seen.has(id);
    seen.add(id);
    return isFirst;
  });
}
