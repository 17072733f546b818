import type { Cause, CauseKind, Condition } from '#shared/domain/condition.ts';
import { causeOfHolder, causeOfReboot, createCauseOfCoordinator } from './cause-of-end.ts';
import { createCauseOfPlace } from './cause-of-place.ts';
import { createCauseOfRun } from './cause-of-run.ts';
import { createCauseOfMoment } from './cause-of-moment.ts';
import type { Explain } from './explain.ts';
import type { World } from './world.ts';

/** The stronger cause speaks: a machine that was restarted explains everything that ended with it. */
const rank: Readonly<Record<CauseKind, number>> = {
  reboot: 0,
  volume: 1,
  repository: 2,
  coordinator: 3,
  mass_death: 4,
};

function countById(causes: readonly (readonly Cause[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const own of causes) for (const { id } of own) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/**
 * Gives each condition the strongest cause that it shares with another one. Cost grows with the
 * number of conditions and records; the order of the conditions does not matter.
 */
export function withCauses(world: World, conditions: readonly Condition[]): Condition[] {
  const explanations: readonly Explain[] = [
    (condition) => causeOfReboot(world, condition),
    createCauseOfPlace(world),
    (condition) => causeOfHolder(world, condition),
    createCauseOfCoordinator(world),
    createCauseOfRun(world, conditions),
    createCauseOfMoment(world, conditions),
  ];
  const causes = conditions.map((condition) =>
    explanations
      .map((explain) => explain(condition))
      .filter((cause) => cause !== undefined)
      .toSorted((a, b) => rank[a.kind] - rank[b.kind]),
  );
  const counts = countById(causes);
  return conditions.map((condition, index) => {
    const cause = causes[index]?.find(({ id }) => (counts.get(id) ?? 0) > 1);
    return cause === undefined ? condition : { ...condition, cause };
  });
}
