import type { EngineEntry } from '#shared/domain/observation.ts';
import type { Situation, SessionSummary } from '#shared/domain/reconciliation.ts';
import type { Instant } from '#shared/domain/run.ts';
import { isActiveSession, type Session } from '#shared/domain/session.ts';
import { type EngineSight, sightEngines } from './engine-sight.ts';
import type { JudgedSession } from './judged-session.ts';
import { holdBackMassDeath, type MassDeath } from './mass-death.ts';
import {
  judgeSession,
  lifeOf,
  type SessionLimits,
  type SessionOutcome,
} from './session-outcome.ts';

/** A live session that no record names. */
export interface StraySession {
  readonly engine: string;
  readonly entry: EngineEntry;
  readonly observedAt: Instant;
}

export interface SessionComparison {
  readonly judged: ReadonlyMap<string, JudgedSession>;
  readonly strays: readonly StraySession[];
  readonly engines: ReadonlyMap<string, EngineSight>;
  readonly massDeath: MassDeath | undefined;
  /** Recorded as active and seen alive. */
  readonly alive: ReadonlySet<string>;
  readonly summary: SessionSummary;
}

function judgeAgainst(
  session: Session,
  sight: EngineSight | undefined,
  limits: SessionLimits,
): SessionOutcome {
  const isEnded = !isActiveSession(session);
  if (sight === undefined)
    return {
      kind: 'unknown',
      why: `engine ${session.engine} was not asked`,
      isRecordedEnd: isEnded,
    };
  const entry = sight.entries.get(session.id);
  if (entry === undefined && sight.unreadable !== undefined)
    return { kind: 'unknown', why: sight.unreadable };
  return judgeSession(session, entry, limits);
}

function findStrays(
  engines: ReadonlyMap<string, EngineSight>,
  judged: ReadonlyMap<string, JudgedSession>,
): StraySession[] {
  const strays: StraySession[] = [];
  for (const [engine, { entries, observedAt }] of engines)
    for (const entry of entries.values())
      if (entry.process.kind === 'alive' && !judged.has(entry.sessionId))
        strays.push({ engine, entry, observedAt });
  return strays;
}

const column: Readonly<Record<SessionOutcome['kind'], keyof SessionSummary>> = {
  in_sync: 'inSync',
  ended: 'inSync',
  // Record and engine agree that it is alive; its silence is a condition, not a crash.
  unresponsive: 'inSync',
  status_behind: 'statusUpdates',
  finished: 'statusUpdates',
  exited: 'crashed',
  gone: 'crashed',
  reused: 'crashed',
  running_after_exit: 'orphaned',
  starting: 'unknown',
  unknown: 'unknown',
  held_back: 'unknown',
};

function summarise(judged: Iterable<JudgedSession>, strays: number): SessionSummary {
  const counts = { inSync: 0, crashed: 0, orphaned: strays, statusUpdates: 0, unknown: 0 };
  for (const { outcome } of judged) counts[column[outcome.kind]] += 1;
  return counts;
}

/** Records beside engines, each looked up once. Cost grows as sessions + entries. */
export function compareSessions(situation: Situation): SessionComparison {
  const { recorded, observed, policy, now, aliveBefore } = situation;
  const engines = sightEngines(observed.engines);
  const limits: SessionLimits = {
    host: observed.host,
    nowMs: Date.parse(now),
    spawnGraceMs: policy.spawnGraceMs,
    heartbeatLimitMs: policy.heartbeatLimitMs,
  };
  const seen = new Map<string, JudgedSession>();
  for (const one of recorded.sessions) {
    const sight = engines.get(one.record.engine);
    seen.set(one.record.id, {
      recorded: one,
      entry: sight?.entries.get(one.record.id),
      outcome: judgeAgainst(one.record, sight, limits),
      observedAt: sight?.observedAt ?? observed.observedAt,
    });
  }
  const { judged, massDeath } = holdBackMassDeath(seen, aliveBefore, policy);
  const strays = findStrays(engines, judged);
  const alive = new Set<string>();
  for (const [id, { recorded, outcome }] of judged)
    if (isActiveSession(recorded.record) && lifeOf(outcome) === 'alive') alive.add(id);
  const summary = summarise(judged.values(), strays.length);
  return { judged, strays, engines, massDeath, alive, summary };
}
