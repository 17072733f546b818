import type { EngineEntry } from '#shared/domain/observation.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import type { Recorded } from '#shared/domain/records.ts';
import type { Instant } from '#shared/domain/run.ts';
import { isActiveSession, type Session } from '#shared/domain/session.ts';
import { type EngineSight, sightEngines, withoutTwins } from './engine-sight.ts';
import { type EntryWalk, walkTo, walkToEnd } from './entry-walk.ts';
import { type IdPlaces, placeIds, placeOf } from './id-places.ts';
import {
  agreedOutcome,
  isAgreed,
  judgeSession,
  limitsOf,
  type SessionLimits,
  type SessionOutcome,
} from './session-outcome.ts';

/** A live session that no record names. */
export interface StraySession {
  readonly engine: string;
  readonly entry: EngineEntry;
  readonly observedAt: Instant;
}

/** Recorded sessions beside engines, by the position of the record. */
export interface SessionPairs {
  readonly engines: ReadonlyMap<string, PairedEngine>;
  /** The place of its entry in its engine's list, or -1. */
  readonly places: Int32Array;
  /** Only of sessions about which record and engine do not agree: see `outcomeAt`. */
  readonly differences: ReadonlyMap<number, SessionOutcome>;
  readonly strays: readonly StraySession[];
  /** How many entries of sessions that have ended no record names: counted, not listed. */
  readonly leftovers: number;
}

/** An engine and the list that places are of: of twins it may hold one only. */
export interface PairedEngine {
  readonly sight: EngineSight;
  readonly list: readonly EngineEntry[];
}

/** What was found of the session at a position. */
export const outcomeAt = (
  { differences }: SessionPairs,
  position: number,
  session: Session,
): SessionOutcome => differences.get(position) ?? agreedOutcome(session);

/** The entry of the session at a position, if its engine listed one. */
export const entryAt = (
  { engines, places }: SessionPairs,
  position: number,
  session: Session,
): EngineEntry | undefined => entryIn(engines.get(session.engine), places[position] ?? -1);

/** Asking an array for its place -1 would make every other question slow as well. */
const entryIn = (engine: PairedEngine | undefined, place: number): EngineEntry | undefined =>
  place < 0 ? undefined : engine?.list[place];

function judgeAgainst(
  session: Session,
  sight: EngineSight | undefined,
  entry: EngineEntry | undefined,
  limits: SessionLimits,
): SessionOutcome {
  if (sight === undefined)
    return {
      kind: 'unknown',
      why: `engine ${session.engine} was not asked`,
      isRecordedEnd: !isActiveSession(session),
    };
  if (entry === undefined && sight.unreadable !== undefined)
    return { kind: 'unknown', why: sight.unreadable };
  return judgeSession(session, entry, limits);
}

/** An engine, the walk through its list, and by place whether a record names the entry. */
interface WalkedEngine extends EntryWalk, PairedEngine {
  readonly isNamed: Uint8Array;
  /** Session id → place; made where the list was found to be in no order. */
  readonly places: IdPlaces | undefined;
}

const walkEngine = (sight: EngineSight): WalkedEngine => {
  const { list } = sight;
  const isNamed = new Uint8Array(list.length);
  return { sight, list, next: 0, isBroken: false, places: undefined, isNamed };
};

const placeEntries = (list: readonly EngineEntry[]): IdPlaces =>
  placeIds(list.map(({ sessionId }) => sessionId));

/** One whose entries are found by a table of their ids, in whatever order they are. */
function tabulateEngine({ sight }: WalkedEngine): WalkedEngine {
  const given = placeEntries(sight.list);
  const list = given.areUnique ? sight.list : withoutTwins(sight.list);
  const places = given.areUnique ? given : placeEntries(list);
  return { sight, list, next: 0, isBroken: false, places, isNamed: new Uint8Array(list.length) };
}

/** The place of a session's entry, which is checked off, or -1. */
function checkOff(engine: WalkedEngine, { id }: Session): number {
  const place = engine.places === undefined ? walkTo(engine, id) : placeOf(engine.places, id);
  if (entryIn(engine, place)?.sessionId !== id) return -1;
  engine.isNamed[place] = 1;
  return place;
}

type Paired = Pick<SessionPairs, 'places' | 'differences'>;

/** Up to where a list was found to be in no order, if one was. */
function pairAll(
  sessions: readonly Recorded<Session>[],
  engines: ReadonlyMap<string, WalkedEngine>,
  limits: SessionLimits,
): Paired {
  const places = new Int32Array(sessions.length).fill(-1);
  const differences = new Map<number, SessionOutcome>();
  let name: string | undefined;
  let engine: WalkedEngine | undefined;
  let position = 0;
  for (const { record } of sessions) {
    // Records of one engine mostly follow each other.
    if (record.engine !== name) {
      name = record.engine;
      engine = engines.get(name);
    }
    const place = engine === undefined ? -1 : checkOff(engine, record);
    if (engine?.isBroken === true) break;
    const outcome = judgeAgainst(record, engine?.sight, entryIn(engine, place), limits);
    places[position] = place;
    if (!isAgreed(outcome)) differences.set(position, outcome);
    position += 1;
  }
  return { places, differences };
}

/** Entries of an engine that none of its records names. */
function unnamedOf(engine: string, { sight, list, isNamed }: WalkedEngine): StraySession[] {
  const { observedAt } = sight;
  const unnamed: StraySession[] = [];
  for (let place = isNamed.indexOf(0); place !== -1; place = isNamed.indexOf(0, place + 1)) {
    const entry = list[place];
    if (entry !== undefined) unnamed.push({ engine, entry, observedAt });
  }
  return unnamed;
}

/** Entries that no record of their engine names, nor, which is rare, one of another engine. */
function findUnnamed(
  { recorded }: Situation,
  engines: ReadonlyMap<string, WalkedEngine>,
): StraySession[] {
  const unnamed = [...engines].flatMap(([name, engine]) => unnamedOf(name, engine));
  if (unnamed.length === 0 || engines.size < 2) return unnamed;
  const ids = new Set(unnamed.map(({ entry }) => entry.sessionId));
  for (const { record } of recorded.sessions) ids.delete(record.id);
  return unnamed.filter(({ entry }) => ids.has(entry.sessionId));
}

/** Tables for the lists that are in no order; whether there were any without one. */
function tabulateBroken(engines: Map<string, WalkedEngine>): boolean {
  let isAny = false;
  for (const [name, engine] of engines) {
    if (engine.places !== undefined || walkToEnd(engine)) continue;
    engines.set(name, tabulateEngine(engine));
    isAny = true;
  }
  return isAny;
}

/**
 * Judges every recorded session against its engine's entry. Records and entries that come in order of
 * session ids, as the journal and the engines give them, are walked side by side: each is read once and
 * nothing is copied or hashed. That the entries are in order is seen on the way; when they are not, it
 * begins anew with a table of their ids. Records in another order cost a binary search each.
 */
export function pairSessions(situation: Situation): SessionPairs {
  const { recorded, observed } = situation;
  const walked = new Map<string, WalkedEngine>();
  for (const [name, sight] of sightEngines(observed.engines)) walked.set(name, walkEngine(sight));
  const limits = limitsOf(situation, situation.now);
  let paired: Paired;
  do paired = pairAll(recorded.sessions, walked, limits);
  while (tabulateBroken(walked));
  const unnamed = findUnnamed(situation, walked);
  const strays = unnamed.filter(({ entry }) => entry.process.kind === 'alive');
  const unseen = unnamed.filter(({ entry }) => entry.process.kind === 'unknown');
  const leftovers = unnamed.length - strays.length - unseen.length;
  return { engines: walked, ...paired, strays, leftovers };
}
