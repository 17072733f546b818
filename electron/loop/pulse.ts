import { processOfHolder } from '#shared/domain/lease.ts';
import type { EngineReading } from '#shared/domain/observation.ts';
import type { RecordSet } from '#shared/domain/records.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';

const nameOf = ({ pid, startTime }: ProcessIdentity): string => `${pid} ${startTime}`;

const seenAlive = (engines: readonly EngineReading[]): readonly ProcessIdentity[] =>
  engines.flatMap((reading) =>
    reading.kind === 'read'
      ? reading.entries.flatMap(({ process }) =>
          process.kind === 'alive' ? [process.identity] : [],
        )
      : [],
  );

const leaseHolders = (recorded: RecordSet | undefined): readonly ProcessIdentity[] =>
  (recorded?.environments ?? []).flatMap(({ record }) => processOfHolder(record.lease) ?? []);

/**
 * Feels whether every process that was seen alive, or holds a lease, is still there. True when one is
 * not, once for each: what became of it is for the proper look to say.
 */
export function createPulse(isThere: (identity: ProcessIdentity) => boolean) {
  let felt: { readonly engines: unknown; readonly recorded: unknown } | undefined;
  let watched = new Map<string, ProcessIdentity>();
  const told = new Set<string>();
  return (engines: readonly EngineReading[], recorded: RecordSet | undefined): boolean => {
    if (felt?.engines !== engines || felt.recorded !== recorded) {
      felt = { engines, recorded };
      const all = [...seenAlive(engines), ...leaseHolders(recorded)];
      watched = new Map(all.map((identity) => [nameOf(identity), identity]));
      for (const name of told) if (!watched.has(name)) told.delete(name);
    }
    const lost = [...watched].filter(([name, identity]) => !told.has(name) && !isThere(identity));
    for (const [name] of lost) told.add(name);
    return lost.length > 0;
  };
}
