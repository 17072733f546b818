import type { Instant } from './run.ts';

/** Time, passed in so that tests decide it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMs(): number;
  now(): Instant;
  /**
   * Milliseconds since a moment of its own, never set back or forward: for how long something takes.
   * It may stand still while the machine sleeps.
   */
  steadyMs(): number;
  /** Resolves after that long, by the steady clock. */
  sleep(ms: number): Promise<void>;
}
