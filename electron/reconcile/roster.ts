import type { Checkpoint } from '#shared/domain/checkpoint.ts';
import type { Environment } from '#shared/domain/environment.ts';
import { addTo, groupBy } from '#shared/domain/group-by.ts';
import { latestCheckpoints } from '#shared/domain/latest-checkpoint.ts';
import type { EnvironmentReading } from '#shared/domain/observation.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import type { Recorded } from '#shared/domain/records.ts';
import type { Run } from '#shared/domain/run.ts';
import type { Session } from '#shared/domain/session.ts';
import type { Task } from '#shared/domain/task.ts';

/** A situation, indexed once, so that every rule finds its records in one step. */
export interface Roster {
  readonly situation: Situation;
  readonly nowMs: number;
  readonly runs: ReadonlyMap<string, Recorded<Run>>;
  readonly tasks: ReadonlyMap<string, Recorded<Task>>;
  readonly environments: ReadonlyMap<string, Recorded<Environment>>;
  readonly readings: ReadonlyMap<string, EnvironmentReading>;
  /** By task: its latest checkpoint. */
  readonly checkpoints: ReadonlyMap<string, Recorded<Checkpoint>>;
  readonly sessionsOf: ReadonlyMap<string, readonly Recorded<Session>[]>;
  readonly tasksOf: ReadonlyMap<string, readonly Recorded<Task>[]>;
  readonly childrenOf: ReadonlyMap<string, readonly Recorded<Run>[]>;
  /** By environment: the tasks that work there. */
  readonly owners: ReadonlyMap<string, readonly Recorded<Task>[]>;
  /** By task: where it works. */
  readonly placeOf: ReadonlyMap<string, Recorded<Environment>>;
  /** By task: the tasks that depend on it directly. */
  readonly dependents: ReadonlyMap<string, readonly string[]>;
}

const byId = <T extends { readonly id: string }>(
  all: readonly Recorded<T>[],
): Map<string, Recorded<T>> => new Map(all.map((one) => [one.record.id, one]));

/** A task names its environment; an older record lets the environment name its task instead. */
function placeTasks(
  tasks: readonly Recorded<Task>[],
  environments: ReadonlyMap<string, Recorded<Environment>>,
): Map<string, Recorded<Environment>> {
  const named = new Map<string, Recorded<Environment>>();
  for (const environment of environments.values()) {
    const { taskId, id } = environment.record;
    const known = taskId === undefined ? undefined : named.get(taskId);
    if (taskId !== undefined && (known === undefined || known.record.id < id))
      named.set(taskId, environment);
  }
  const places = new Map<string, Recorded<Environment>>();
  for (const { record } of tasks) {
    const place =
      record.environmentId === undefined
        ? named.get(record.id)
        : environments.get(record.environmentId);
    if (place !== undefined) places.set(record.id, place);
  }
  return places;
}

function dependentsOf(tasks: readonly Recorded<Task>[]): Map<string, string[]> {
  const dependents = new Map<string, string[]>();
  for (const { record } of tasks)
    for (const needed of record.dependsOn) addTo(dependents, needed, record.id);
  return dependents;
}

/** Indexes a situation. Cost grows with the number of records and readings. */
export function createRoster(situation: Situation): Roster {
  const { recorded, observed, now } = situation;
  const environments = byId(recorded.environments);
  const placeOf = placeTasks(recorded.tasks, environments);
  return {
    situation,
    nowMs: Date.parse(now),
    runs: byId(recorded.runs),
    tasks: byId(recorded.tasks),
    environments,
    readings: new Map(observed.environments.map((one) => [one.environmentId, one])),
    checkpoints: latestCheckpoints(recorded.checkpoints),
    sessionsOf: groupBy(recorded.sessions, ({ record }) => record.taskId),
    tasksOf: groupBy(recorded.tasks, ({ record }) => record.runId),
    childrenOf: groupBy(recorded.runs, ({ record }) => record.parentRunId),
    owners: groupBy(recorded.tasks, ({ record }) => placeOf.get(record.id)?.record.id),
    placeOf,
    dependents: dependentsOf(recorded.tasks),
  };
}
