import { groupBy } from '#shared/domain/group-by.ts';
import type { EngineEntry, EngineReading } from '#shared/domain/observation.ts';
import type { Instant } from '#shared/domain/run.ts';
import { type IdPlaces, placeIds } from './id-places.ts';

/** Everything one engine said in this look. */
export interface EngineSight {
  /** One per session. */
  readonly list: readonly EngineEntry[];
  /** Session id → its place in `list`; not made where the list is in order of session ids. */
  readonly places: IdPlaces | undefined;
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

/** In order of session ids, none twice: as engines mostly list them. */
function areInOrder(entries: readonly EngineEntry[]): boolean {
  let before: string | undefined;
  for (const { sessionId } of entries) {
    if (before !== undefined && !(before < sessionId)) return false;
    before = sessionId;
  }
  return true;
}

type Listed = Pick<EngineSight, 'list' | 'places'>;

function placeEntries(entries: readonly EngineEntry[]): IdPlaces {
  const ids: string[] = [];
  for (const { sessionId } of entries) ids.push(sessionId);
  return placeIds(ids);
}

function listEntries(entries: readonly EngineEntry[]): Listed {
  if (areInOrder(entries)) return { list: entries, places: undefined };
  const places = placeEntries(entries);
  return places.areUnique ? { list: entries, places } : listOnce(entries);
}

function listOnce(entries: readonly EngineEntry[]): Listed {
  const best = new Map<string, EngineEntry>();
  for (const entry of entries) {
    const twin = best.get(entry.sessionId);
    best.set(entry.sessionId, twin === undefined ? entry : preferred(twin, entry));
  }
  const list = [...best.values()];
  return { list, places: placeEntries(list) };
}

/** Engines by name; duplicate entries count once. Cost grows with the number of entries. */
export function sightEngines(readings: readonly EngineReading[]): Map<string, EngineSight> {
  const sights = new Map<string, EngineSight>();
  for (const [engine, own] of groupBy(readings, ({ engine: name }) => name)) {
    const lists = own.flatMap((reading) => (reading.kind === 'read' ? [reading.entries] : []));
    const [first = []] = lists;
    sights.set(engine, {
      ...listEntries(lists.length > 1 ? lists.flat() : first),
      unreadable: own.find((reading) => reading.kind === 'unreadable')?.why,
      observedAt: own.at(-1)?.observedAt ?? '',
    });
  }
  return sights;
}
