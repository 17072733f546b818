import type { Condition } from '#shared/domain/condition.ts';
import type { Reconciliation, Situation } from '#shared/domain/reconciliation.ts';
import { compareSessions } from './compare-sessions.ts';
import { environmentConditions } from './environment-conditions.ts';
import { judgeEnvironments } from './judge-environments.ts';
import { judgeTasks } from './judge-tasks.ts';
import { machineConditions } from './machine-conditions.ts';
import { registrationConditions } from './registration-conditions.ts';
import { withCauses } from './root-cause.ts';
import { createRoster } from './roster.ts';
import { sessionConditions } from './session-conditions.ts';
import { sourceConditions } from './source-conditions.ts';
import { strayConditions } from './stray-conditions.ts';
import { taskConditions } from './task-conditions.ts';
import { heldUpItems, pipelineConditions } from './pipeline-conditions.ts';
import { planTransitions } from './transitions.ts';
import { workerConditions } from './worker-conditions.ts';
import type { World } from './world.ts';

function judge(situation: Situation): World {
  const roster = createRoster(situation);
  const sessions = compareSessions(situation);
  const environments = judgeEnvironments(roster, sessions);
  return { roster, sessions, environments, tasks: judgeTasks(roster, sessions, environments) };
}

/** A lease that its ended session holds goes with that session: one thing to act on, not two. */
function foldLeases(sessions: readonly Condition[], places: readonly Condition[]): Condition[] {
  const covered = new Set(
    sessions.filter(({ lane }) => lane !== 'orphaned').map(({ environmentId }) => environmentId),
  );
  return places.filter(
    ({ reason, environmentId }) => reason !== 'lease_abandoned' || !covered.has(environmentId),
  );
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : 1;

/**
 * Names every disagreement between what is recorded and what was observed, says what may be done
 * about each, and gives the record changes that the rules themselves make. Pure: same situation, same
 * outcome, in any order of input; after the changes are written a second run gives none. Cost grows
 * with the number of records and readings.
 */
export function reconcile(situation: Situation): Reconciliation {
  const world = judge(situation);
  const sessions = sessionConditions(world);
  const places = foldLeases(sessions, environmentConditions(world));
  const named = [
    ...sessions,
    ...places,
    ...strayConditions(world),
    ...registrationConditions(world),
    ...machineConditions(world),
    ...sourceConditions(world),
    ...workerConditions(world),
    ...pipelineConditions(world),
    ...heldUpItems(world),
  ];
  const conditions = [...named, ...taskConditions(world, named)];
  return {
    conditions: withCauses(world, conditions).toSorted(byId),
    sessions: world.sessions.summary,
    environments: [...world.environments.values()].map(({ verdict }) => verdict).toSorted(byId),
    transitions: planTransitions(world),
    alive: world.sessions.alive,
  };
}
