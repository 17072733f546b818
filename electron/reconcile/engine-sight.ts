import { groupBy } from '#shared/domain/group-by.ts';
import type { EngineEntry, EngineReading } from '#shared/domain/observation.ts';
import type { Instant } from '#shared/domain/run.ts';

/** Everything one engine said in this look. */
export interface EngineSight {
  /** As it was given: mostly in order of session ids, seldom two for one session. */
  readonly list: readonly EngineEntry[];
  /** Why it could not be read, if it could not. */
  readonly unreadable: string | undefined;
  readonly observedAt: Instant;
}

const lifeRank = { alive: 3, unknown: 2, reused: 1, absent: 0 } as const;

/**
 * Of two entries for one session the one that claims more life counts, so that a duplicate never
 * makes a live session look dead; of equals, the one whose text sorts first, whatever their order.
 */
function preferred(a: EngineEntry, b: EngineEntry): EngineEntry {
  const byLife = lifeRank[a.process.kind] - lifeRank[b.process.kind];
  if (byLife !== 0) return byLife > 0 ? a : b;
  return JSON.stringify(a) <= JSON.stringify(b) ? a : b;
}

/** The entries, one per session: of twins the one that counts. */
export function withoutTwins(entries: readonly EngineEntry[]): readonly EngineEntry[] {
  const best = new Map<string, EngineEntry>();
  for (const entry of entries) {
    const twin = best.get(entry.sessionId);
    best.set(entry.sessionId, twin === undefined ? entry : preferred(twin, entry));
  }
  return [...best.values()];
}

/** Engines by name. */
export function sightEngines(readings: readonly EngineReading[]): Map<string, EngineSight> {
  const sights = new Map<string, EngineSight>();
  for (const [engine, own] of groupBy(readings, ({ engine: name }) => name)) {
    const lists = own.flatMap((reading) => (reading.kind === 'read' ? [reading.entries] : []));
    const [first = []] = lists;
    sights.set(engine, {
      list: lists.length > 1 ? lists.flat() : first,
      unreadable: own.find((reading) => reading.kind === 'unreadable')?.why,
      observedAt: own.reduce(
        (latest, one) => (one.observedAt > latest ? one.observedAt : latest),
        '',
      ),
    });
  }
  return sights;
}
