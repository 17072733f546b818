import type { Instant } from './run.ts';

/** Time, passed in so that tests decide it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMs(): number;
  now(): Instant;
  /** Resolves after that long, by this clock. */
  sleep(ms: number): Promise<void>;
}
