import type { EngineEntry } from '#shared/domain/observation.ts';
import type { Recorded } from '#shared/domain/records.ts';
import type { Instant } from '#shared/domain/run.ts';
import type { Session } from '#shared/domain/session.ts';
import type { SessionOutcome } from './session-outcome.ts';

/** A recorded session and what came of the comparison with its engine. */
export interface JudgedSession {
  readonly recorded: Recorded<Session>;
  readonly entry: EngineEntry | undefined;
  readonly outcome: SessionOutcome;
  readonly observedAt: Instant;
}
