import type { EngineEntry } from '#shared/domain/observation.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import type { Instant } from '#shared/domain/run.ts';
import { isActiveSession, type Session } from '#shared/domain/session.ts';
import { type EngineSight, sightEngines } from './engine-sight.ts';
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

/** Live entries that no record of their engine names, nor, which is rare, one of another engine. */
function findStrays(
  { recorded }: Situation,
  engines: ReadonlyMap<string, EngineSight>,
  matched: ReadonlyMap<string, Uint8Array>,
): StraySession[] {
  const strays: StraySession[] = [];
  for (const [engine, { list, observedAt }] of engines) {
    const seen = matched.get(engine);
    for (const [slot, entry] of list.entries())
      if (seen?.[slot] !== 1 && entry.process.kind === 'alive')
        strays.push({ engine, entry, observedAt });
  }
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
  const matched = new Map(
    [...engines].map(([name, { list }]) => [name, new Uint8Array(list.length)]),
  );
  const limits: SessionLimits = {
    host: observed.host,
    nowMs: Date.parse(now),
    spawnGraceMs: policy.spawnGraceMs,
    heartbeatLimitMs: policy.heartbeatLimitMs,
  };
  const entries: (EngineEntry | undefined)[] = [];
  const outcomes: SessionOutcome[] = [];
  let engine: string | undefined;
  let sight: EngineSight | undefined;
  let seen: Uint8Array | undefined;
  for (const { record } of recorded.sessions) {
    // Records of one engine mostly follow each other.
    if (record.engine !== engine) {
      engine = record.engine;
      sight = engines.get(engine);
      seen = matched.get(engine);
    }
    const slot = sight?.slots.get(record.id);
    const entry = slot === undefined ? undefined : sight?.list[slot];
    if (slot !== undefined && seen !== undefined) seen[slot] = 1;
    entries.push(entry);
    outcomes.push(judgeAgainst(record, sight, entry, limits));
  }
  return { engines, entries, outcomes, strays: findStrays(situation, engines, matched) };
}
