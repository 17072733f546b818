import type { Environment } from '#shared/domain/environment.ts';
import type { EnvironmentReading, Observed } from '#shared/domain/observation.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import type { Recorded, RecordLists } from '#shared/domain/records.ts';
import type { Session } from '#shared/domain/session.ts';
import { absent, alive, engineRead, makeEntry } from './make-reading.ts';
import { recorded as asRecorded } from './make-situation.ts';

type Collection = {
  readonly [K in keyof RecordLists]: RecordLists[K][number]['record'];
};

export function change<K extends keyof RecordLists>(
  given: Situation,
  name: K,
  holds: (record: Collection[K]) => boolean,
  edit: (record: Collection[K]) => Collection[K],
): Situation {
  // Each row is of the collection's own kind.
  const rows = given.recorded[name] as readonly Recorded<Collection[K]>[];
  const after = rows.map((row) =>
    holds(row.record) ? { ...row, record: edit(row.record), version: row.version + 1 } : row,
  );
  return { ...given, recorded: { ...given.recorded, [name]: after } };
}

export const drop = <K extends keyof RecordLists>(
  given: Situation,
  name: K,
  holds: (record: Collection[K]) => boolean,
): Situation => ({
  ...given,
  recorded: {
    ...given.recorded,
    [name]: (given.recorded[name] as readonly Recorded<Collection[K]>[]).filter(
      ({ record }) => !holds(record),
    ),
  },
});

export const add = <K extends keyof RecordLists>(
  given: Situation,
  name: K,
  record: Collection[K],
): Situation => ({
  ...given,
  recorded: { ...given.recorded, [name]: [...given.recorded[name], asRecorded(record)] },
});

export const see = (given: Situation, observed: Partial<Observed>): Situation => ({
  ...given,
  observed: { ...given.observed, ...observed },
});

export const seePlace = (
  given: Situation,
  id: string,
  edit: (reading: EnvironmentReading) => EnvironmentReading | undefined,
): Situation =>
  see(given, {
    environments: given.observed.environments.flatMap((one) =>
      one.environmentId === id ? (edit(one) ?? []) : [one],
    ),
  });

const releaseOf = (given: Situation, sessionId: string): Situation =>
  change(
    given,
    'environments',
    ({ lease }) => lease !== undefined && lease.holder.sessionId === sessionId,
    (one) => release(one, given.now),
  );

export const release = (one: Environment, at: string): Environment =>
  one.lease === undefined ? one : { ...one, lease: { ...one.lease, releasedAt: at } };

export const endSession = (given: Situation, id: string, exitCode: number): Situation =>
  releaseOf(
    change(
      given,
      'sessions',
      (one) => one.id === id,
      (one): Session => ({ ...one, status: 'exit', exitCode }),
    ),
    id,
  );

/** Its process is gone, from the engine and from wherever it was seen as a holder. */
export function endProcess(given: Situation, id: string): Situation {
  const held = given.recorded.environments
    .filter(({ record }) => record.lease?.holder.sessionId === id)
    .map(({ record }) => record.id);
  const gone = see(given, {
    engines: given.observed.engines.map((engine) =>
      engine.kind === 'read'
        ? { ...engine, entries: engine.entries.filter(({ sessionId }) => sessionId !== id) }
        : engine,
    ),
  });
  return held.reduce(
    (one, place) => seePlace(one, place, (reading) => ({ ...reading, leaseHolder: absent() })),
    gone,
  );
}

export const startEntry = (given: Situation, id: string): Situation =>
  see(given, {
    engines: given.observed.engines.map((engine) =>
      engine.kind === 'read' && engine.engine === 'process'
        ? engineRead([...engine.entries, makeEntry({ sessionId: id, process: alive() })])
        : engine,
    ),
  });
