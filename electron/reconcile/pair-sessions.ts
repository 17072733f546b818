import type { EngineEntry } from '#shared/domain/observation.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import type { Recorded } from '#shared/domain/records.ts';
import type { Instant } from '#shared/domain/run.ts';
import { isActiveSession, type Session } from '#shared/domain/session.ts';
import { type EngineSight, sightEngines } from './engine-sight.ts';
import { seekEntry } from './find-entry.ts';
import { placeOf } from './id-places.ts';
import { judgeSession, type SessionLimits, type SessionOutcome } from './session-outcome.ts';

/** A live session that no record names. */
export interface StraySession {
  readonly engine: string;
  readonly entry: EngineEntry;
  readonly observedAt: Instant;
}

/** Recorded sessions beside engines, by the position of the record. */
export interface SessionPairs {
  readonly engines: ReadonlyMap<string, EngineSight>;
  readonly entries: readonly (EngineEntry | undefined)[];
  readonly outcomes: readonly SessionOutcome[];
  readonly strays: readonly StraySession[];
}

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

/** An engine, how far the walk through its list is, and by place whether a record names the entry. */
interface WalkedEngine {
  readonly sight: EngineSight;
  readonly isNamed: Uint8Array;
  next: number;
}

/** The entry of a session, which is checked off. Records that come in order find it next in the list. */
function checkOff(engine: WalkedEngine, { id }: Session): EngineEntry | undefined {
  const { list, places } = engine.sight;
  const place = places === undefined ? seekEntry(list, id, engine.next) : placeOf(places, id);
  const entry = place < 0 ? undefined : list[place];
  const isFound = entry?.sessionId === id;
  if (isFound) engine.isNamed[place] = 1;
  engine.next = isFound ? place + 1 : Math.max(place, 0);
  return isFound ? entry : undefined;
}

type Paired = Pick<SessionPairs, 'entries' | 'outcomes'>;

function pairAll(
  sessions: readonly Recorded<Session>[],
  engines: ReadonlyMap<string, WalkedEngine>,
  limits: SessionLimits,
): Paired {
  // Made as long as they will be: growing them would copy them time and again.
  const entries: (EngineEntry | undefined)[] = [];
  const outcomes: SessionOutcome[] = [];
  entries.length = sessions.length;
  outcomes.length = sessions.length;
  let name: string | undefined;
  let engine: WalkedEngine | undefined;
  let place = 0;
  for (const { record } of sessions) {
    // Records of one engine mostly follow each other.
    if (record.engine !== name) {
      name = record.engine;
      engine = engines.get(name);
    }
    const entry = engine === undefined ? undefined : checkOff(engine, record);
    entries[place] = entry;
    outcomes[place] = judgeAgainst(record, engine?.sight, entry, limits);
    place += 1;
  }
  return { entries, outcomes };
}

/** Live entries of an engine that none of its records names. */
function unnamedOf(engine: string, { sight, isNamed }: WalkedEngine): StraySession[] {
  const { list, observedAt } = sight;
  const strays: StraySession[] = [];
  for (let place = isNamed.indexOf(0); place !== -1; place = isNamed.indexOf(0, place + 1)) {
    const entry = list[place];
    if (entry?.process.kind === 'alive') strays.push({ engine, entry, observedAt });
  }
  return strays;
}

/** Live entries that no record of their engine names, nor, which is rare, one of another engine. */
function findStrays(
  { recorded }: Situation,
  engines: ReadonlyMap<string, WalkedEngine>,
): StraySession[] {
  const strays = [...engines].flatMap(([name, engine]) => unnamedOf(name, engine));
  if (strays.length === 0 || engines.size < 2) return strays;
  const ids = new Set(strays.map(({ entry }) => entry.sessionId));
  for (const { record } of recorded.sessions) ids.delete(record.id);
  return strays.filter(({ entry }) => ids.has(entry.sessionId));
}

/**
 * Judges every recorded session against its engine's entry. Records and entries that come in order of
 * session ids, as the journal and the engines give them, are walked side by side: each is touched once
 * and nothing is copied or hashed. Records in another order cost a binary search each, entries in
 * another order a table of their ids.
 */
export function pairSessions(situation: Situation): SessionPairs {
  const { recorded, observed, policy, now } = situation;
  const engines = sightEngines(observed.engines);
  const walked = new Map<string, WalkedEngine>();
  for (const [name, sight] of engines)
    walked.set(name, { sight, isNamed: new Uint8Array(sight.list.length), next: 0 });
  const { entries, outcomes } = pairAll(recorded.sessions, walked, {
    host: observed.host,
    nowMs: Date.parse(now),
    spawnGraceMs: policy.spawnGraceMs,
    heartbeatLimitMs: policy.heartbeatLimitMs,
  });
  return { engines, entries, outcomes, strays: findStrays(situation, walked) };
}
