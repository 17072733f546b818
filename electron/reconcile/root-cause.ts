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

function countById(causes: readonly (Cause | undefined)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const cause of causes)
    if (cause !== undefined) counts.set(cause.id, (counts.get(cause.id) ?? 0) + 1);
  return counts;
}

/**
 * The strongest cause of each that it has in common with another one. A cause that all but one leave
 * for a stronger one explains nothing any more: that one then looks among its others.
 */
function choose(causes: readonly (readonly Cause[])[]): readonly (Cause | undefined)[] {
  const counts = countById(causes.flat());
  const alone = new Set<string>();
  for (const [id, count] of counts) if (count < 2) alone.add(id);
  for (;;) {
    const chosen = causes.map((own) => own.find(({ id }) => !alone.has(id)));
    const left = [...countById(chosen)].filter(([, count]) => count < 2);
    if (left.length === 0) return chosen;
    for (const [id] of left) alone.add(id);
  }
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
  const chosen = choose(causes);
  return conditions.map((condition, index) => {
    const cause = chosen[index];
    return cause === undefined ? condition : { ...condition, cause };
  });
}
