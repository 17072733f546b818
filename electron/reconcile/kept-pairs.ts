import type { EngineEntry } from '#shared/domain/observation.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import type { Instant } from '#shared/domain/run.ts';
import type { Session } from '#shared/domain/session.ts';
import { outcomeAt, pairSessions } from './pair-sessions.ts';
import { judgeSession, limitsOf, type SessionOutcome } from './session-outcome.ts';

/** One engine's entry that is new or different; no entry: it is no longer listed. */
export interface EntryChange {
  readonly sessionId: string;
  readonly entry: EngineEntry | undefined;
}

export interface OutcomeChange {
  readonly session: Session;
  readonly before: SessionOutcome;
  readonly after: SessionOutcome;
}

/** A comparison that is kept, so that a few changed entries cost no more than themselves. */
export interface KeptPairs {
  /** Judges the sessions of these entries anew; gives those whose outcome became another kind. */
  update(changes: readonly EntryChange[], now: Instant): readonly OutcomeChange[];
  outcome(sessionId: string): SessionOutcome | undefined;
}

/**
 * Compares everything once. Good while the records stay the same and every engine can be read; entries
 * that no record names are left to the next full comparison, as are those of more than one engine.
 * Measured, but not used by the console yet: see docs/decisions/0010.
 */
export function keepPairs(situation: Situation): KeptPairs {
  const { recorded } = situation;
  const pairs = pairSessions(situation);
  const outcomes = recorded.sessions.map(({ record }, slot) => outcomeAt(pairs, slot, record));
  const slots = new Map(recorded.sessions.map(({ record }, slot) => [record.id, slot]));
  return {
    outcome(sessionId) {
      const slot = slots.get(sessionId);
      return slot === undefined ? undefined : outcomes[slot];
    },
    update(changes, now) {
      const limits = limitsOf(situation, now);
      const changed: OutcomeChange[] = [];
      for (const { sessionId, entry } of changes) {
        const slot = slots.get(sessionId);
        const session = slot === undefined ? undefined : recorded.sessions[slot]?.record;
        const before = slot === undefined ? undefined : outcomes[slot];
        if (slot === undefined || session === undefined || before === undefined) continue;
        const after = judgeSession(session, entry, limits);
        outcomes[slot] = after;
        if (after.kind !== before.kind) changed.push({ session, before, after });
      }
      return changed;
    },
  };
}
