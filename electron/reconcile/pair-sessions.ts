import type { EngineEntry } from '#shared/domain/observation.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import type { Recorded } from '#shared/domain/records.ts';
import type { Instant } from '#shared/domain/run.ts';
import { isActiveSession, type Session } from '#shared/domain/session.ts';
import { type EngineSight, sightEngines } from './engine-sight.ts';
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

/** An engine, and by the place of each of its entries whether a record names it. */
interface CheckedEngine {
  readonly sight: EngineSight;
  readonly isNamed: Uint8Array;
}

/** The entry of a session, which is checked off. */
function checkOff({ sight, isNamed }: CheckedEngine, { id }: Session): EngineEntry | undefined {
  const place = placeOf(sight.places, id);
  if (place < 0) return undefined;
  isNamed[place] = 1;
  return sight.list[place];
}

interface Paired {
  readonly entries: (EngineEntry | undefined)[];
  readonly outcomes: SessionOutcome[];
}

function pair(
  { entries, outcomes }: Paired,
  session: Session,
  engine: CheckedEngine | undefined,
  limits: SessionLimits,
): void {
  const entry = engine === undefined ? undefined : checkOff(engine, session);
  entries.push(entry);
  outcomes.push(judgeAgainst(session, engine?.sight, entry, limits));
}

function pairAll(
  sessions: readonly Recorded<Session>[],
  engines: ReadonlyMap<string, CheckedEngine>,
  limits: SessionLimits,
): Paired {
  const paired: Paired = { entries: [], outcomes: [] };
  let name: string | undefined;
  let engine: CheckedEngine | undefined;
  for (const { record } of sessions) {
    // Records of one engine mostly follow each other.
    if (record.engine !== name) {
      name = record.engine;
      engine = engines.get(name);
    }
    pair(paired, record, engine, limits);
  }
  return paired;
}

/** Live entries of an engine that none of its records names. */
function unnamedOf(engine: string, { sight, isNamed }: CheckedEngine): StraySession[] {
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
  engines: ReadonlyMap<string, CheckedEngine>,
): StraySession[] {
  const strays = [...engines].flatMap(([name, engine]) => unnamedOf(name, engine));
  if (strays.length === 0 || engines.size < 2) return strays;
  const ids = new Set(strays.map(({ entry }) => entry.sessionId));
  for (const { record } of recorded.sessions) ids.delete(record.id);
  return strays.filter(({ entry }) => ids.has(entry.sessionId));
}

/**
 * Judges every recorded session against its engine's entry. Each id is hashed once on either side and
 * nothing is copied: this is what a full comparison of n records with m entries costs, n + m.
 */
export function pairSessions(situation: Situation): SessionPairs {
  const { recorded, observed, policy, now } = situation;
  const engines = sightEngines(observed.engines);
  const checked = new Map<string, CheckedEngine>();
  for (const [name, sight] of engines)
    checked.set(name, { sight, isNamed: new Uint8Array(sight.list.length) });
  const { entries, outcomes } = pairAll(recorded.sessions, checked, {
    host: observed.host,
    nowMs: Date.parse(now),
    spawnGraceMs: policy.spawnGraceMs,
    heartbeatLimitMs: policy.heartbeatLimitMs,
  });
  return { engines, entries, outcomes, strays: findStrays(situation, checked) };
}
