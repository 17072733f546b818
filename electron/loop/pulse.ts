import type { EngineReading } from '#shared/domain/observation.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';

const nameOf = ({ pid, startTime }: ProcessIdentity): string => `${pid} ${startTime}`;

/**
 * Feels whether every process that was seen alive is still there. True when one is not, once for each:
 * what became of it is for the proper look to say.
 */
export function createPulse(isThere: (identity: ProcessIdentity) => boolean) {
  let felt: readonly EngineReading[] = [];
  let alive = new Map<string, ProcessIdentity>();
  const told = new Set<string>();
  return (engines: readonly EngineReading[]): boolean => {
    if (felt !== engines) {
      felt = engines;
      alive = new Map();
      for (const reading of engines)
        if (reading.kind === 'read')
          for (const { process } of reading.entries)
            if (process.kind === 'alive') alive.set(nameOf(process.identity), process.identity);
      for (const name of told) if (!alive.has(name)) told.delete(name);
    }
    const lost = [...alive].filter(([name, identity]) => !told.has(name) && !isThere(identity));
    for (const [name] of lost) told.add(name);
    return lost.length > 0;
  };
}
