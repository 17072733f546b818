import type { EngineEntry, EngineReading } from '#shared/domain/observation.ts';
import type { Instant } from '#shared/domain/run.ts';

/** Everything one engine said in this look. */
export interface EngineSight {
  readonly entries: ReadonlyMap<string, EngineEntry>;
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

/** Engines by name; duplicate entries count once. Cost grows with the number of entries. */
export function sightEngines(readings: readonly EngineReading[]): Map<string, EngineSight> {
  const sights = new Map<string, EngineSight & { entries: Map<string, EngineEntry> }>();
  for (const reading of readings) {
    const known = sights.get(reading.engine);
    const entries = known?.entries ?? new Map<string, EngineEntry>();
    const unreadable = reading.kind === 'unreadable' ? reading.why : undefined;
    sights.set(reading.engine, {
      entries,
      unreadable: known?.unreadable ?? unreadable,
      observedAt: reading.observedAt,
    });
    if (reading.kind === 'unreadable') continue;
    for (const entry of reading.entries) {
      const twin = entries.get(entry.sessionId);
      entries.set(entry.sessionId, twin === undefined ? entry : preferred(twin, entry));
    }
  }
  return sights;
}
