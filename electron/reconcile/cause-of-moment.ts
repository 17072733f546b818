import type { Condition } from '#shared/domain/condition.ts';
import { groupBy } from '#shared/domain/group-by.ts';
import type { Explain } from './explain.ts';
import type { World } from './world.ts';

/**
 * So many sessions first seen dead in one and the same look that they ended together: what remains of
 * a mass death that an operator has confirmed.
 */
export function createCauseOfMoment(world: World, conditions: readonly Condition[]): Explain {
  const { massDeathCount } = world.roster.situation.policy;
  const isEnd = ({ lane, reason, subject }: Condition): boolean =>
    subject.kind === 'session' && lane === 'crashed' && reason !== 'unresponsive';
  const together = groupBy(conditions.filter(isEnd), ({ since }) => since);
  return (condition) => {
    const count = isEnd(condition) ? (together.get(condition.since)?.length ?? 0) : 0;
    return count < massDeathCount
      ? undefined
      : {
          id: `mass_death:${condition.since}`,
          kind: 'mass_death',
          title: `${count} sessions ended at once`,
        };
  };
}
