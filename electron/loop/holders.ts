import type { ObserveProcess } from '#shared/domain/engine.ts';
import { isRetiredEnvironment, type Environment } from '#shared/domain/environment.ts';
import { processOfHolder } from '#shared/domain/lease.ts';
import type { ProcessReading } from '#shared/domain/observation.ts';
import type { RecordSet } from '#shared/domain/records.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';

/**
 * The processes that hold leases, each as it was last seen. Kept by who the holder is, not by what is
 * held: a lease that has passed to somebody else is never judged by what became of its last holder.
 */
export interface Holders {
  /** Looks at all of them; gives the ids of environments whose holder came to something else. */
  look(recorded: RecordSet): Promise<ReadonlySet<string>>;
  /** Looks at those that a lease has named since, and at no other. */
  lookForNew(recorded: RecordSet): Promise<void>;
  /** Undefined when no process holds its lease. */
  of(environment: Environment): ProcessReading | undefined;
}

const nameOf = ({ pid, startTime, bootId, host }: ProcessIdentity): string =>
  [pid, startTime, bootId, host].join(' ');

const holdersIn = ({ environments }: RecordSet): ReadonlyMap<string, ProcessIdentity> =>
  new Map(
    environments.flatMap(({ record }) => {
      const holder = isRetiredEnvironment(record) ? undefined : processOfHolder(record.lease);
      return holder === undefined ? [] : [[nameOf(holder), holder] as const];
    }),
  );

export function createHolders(observeProcess: ObserveProcess): Holders {
  let seen: ReadonlyMap<string, ProcessReading> = new Map();
  let kinds: ReadonlyMap<string, ProcessReading['kind'] | undefined> = new Map();

  const lookAt = (holders: ReadonlyMap<string, ProcessIdentity>) =>
    Promise.all(
      [...holders].map(async ([name, one]) => [name, await observeProcess(one)] as const),
    );

  const of = ({ lease }: Environment): ProcessReading | undefined => {
    const holder = processOfHolder(lease);
    return holder && seen.get(nameOf(holder));
  };

  return {
    of,
    async look(recorded) {
      seen = new Map(await lookAt(holdersIn(recorded)));
      const live = recorded.environments.filter(({ record }) => !isRetiredEnvironment(record));
      const before = kinds;
      kinds = new Map(live.map(({ record }) => [record.id, of(record)?.kind]));
      return new Set(
        [...kinds].flatMap(([id, kind]) => (before.has(id) && before.get(id) !== kind ? [id] : [])),
      );
    },
    async lookForNew(recorded) {
      const isNew = ([name]: readonly [string, ProcessIdentity]): boolean => !seen.has(name);
      const fresh = await lookAt(new Map([...holdersIn(recorded)].filter(isNew)));
      if (fresh.length > 0) seen = new Map([...seen, ...fresh]);
    },
  };
}
