import type { Situation, SessionSummary } from '#shared/domain/reconciliation.ts';
import { isActiveSession } from '#shared/domain/session.ts';
import type { JudgedSession } from './judged-session.ts';
import { holdBackMassDeath, type MassDeath } from './mass-death.ts';
import {
  entryAt,
  outcomeAt,
  type PairedEngine,
  pairSessions,
  type SessionPairs,
  type StraySession,
} from './pair-sessions.ts';
import { lifeOf, type SessionOutcome } from './session-outcome.ts';

export interface SessionComparison {
  readonly judged: ReadonlyMap<string, JudgedSession>;
  readonly strays: readonly StraySession[];
  readonly engines: ReadonlyMap<string, PairedEngine>;
  readonly massDeath: MassDeath | undefined;
  /** Recorded as active and seen alive. */
  readonly alive: ReadonlySet<string>;
  readonly summary: SessionSummary;
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

function summarise(
  judged: Iterable<JudgedSession>,
  { strays, leftovers }: Pick<SessionPairs, 'strays' | 'leftovers'>,
): SessionSummary {
  const none = { inSync: 0, crashed: 0, statusUpdates: 0, unknown: 0 };
  const counts = { ...none, orphaned: strays.length, leftovers };
  for (const { outcome } of judged) counts[column[outcome.kind]] += 1;
  return counts;
}

/** Records beside engines, each looked up once. Cost grows as sessions + entries. */
export function compareSessions(situation: Situation): SessionComparison {
  const { recorded, observed, policy, aliveBefore } = situation;
  const pairs = pairSessions(situation);
  const { engines, strays } = pairs;
  const seen = new Map<string, JudgedSession>();
  for (const [position, one] of recorded.sessions.entries()) {
    const { record } = one;
    seen.set(record.id, {
      recorded: one,
      entry: entryAt(pairs, position, record),
      outcome: outcomeAt(pairs, position, record),
      observedAt: engines.get(record.engine)?.sight.observedAt ?? observed.observedAt,
    });
  }
  const { judged, massDeath } = holdBackMassDeath(seen, aliveBefore, policy);
  const alive = new Set<string>();
  for (const [id, { recorded, outcome }] of judged)
    if (isActiveSession(recorded.record) && lifeOf(outcome) === 'alive') alive.add(id);
  const summary = summarise(judged.values(), pairs);
  return { judged, strays, engines, massDeath, alive, summary };
}
