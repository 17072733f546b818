import type { Clock } from '#shared/domain/clock.ts';

/** The machine's own time. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  now: () => new Date().toISOString(),
  steadyMs: () => performance.now(),
  sleep: (ms) =>
    new Promise((resolve) => {
      setTimeout(resolve, ms);
    }),
};

/** A clock for tests: it stands still until told otherwise. */
export interface ManualClock extends Clock {
  /** Moves time on by `ms` and wakes every sleeper that is due, in the order of their alarms. */
  advance(ms: number): Promise<void>;
  /** Sets the date, as an operator or a time server does; nobody sleeps longer or shorter for it. */
  setTo(ms: number): void;
}

interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

/**
 * Makes a clock that begins at `startMs` (milliseconds since the epoch). A sleeper sees its own due
 * time when it wakes, and what it then sleeps for is honoured within the same `advance`.
 */
export function createManualClock(startMs: number): ManualClock {
  let currentMs = startMs;
  let dateAheadMs = 0;
  let sleepers: readonly Sleeper[] = [];
  // A macrotask: everything that the woken code awaits without real input has run by then.
  const settle = () =>
    new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  const nextDue = (limitMs: number): Sleeper | undefined =>
    sleepers
      .filter((sleeper) => sleeper.dueMs <= limitMs)
      .toSorted((a, b) => a.dueMs - b.dueMs)
      .at(0);

  return {
    nowMs: () => currentMs + dateAheadMs,
    now: () => new Date(currentMs + dateAheadMs).toISOString(),
    steadyMs: () => currentMs,
    setTo: (ms) => {
      dateAheadMs = ms - currentMs;
    },
    sleep: (ms) =>
      new Promise((wake) => {
        sleepers = [...sleepers, { dueMs: currentMs + ms, wake }];
      }),
    async advance(ms) {
      const targetMs = currentMs + ms;
      for (let due = nextDue(targetMs); due !== undefined; due = nextDue(targetMs)) {
        const woken = due;
        sleepers = sleepers.filter((sleeper) => sleeper !== woken);
        currentMs = Math.max(currentMs, woken.dueMs);
        woken.wake();
        await settle();
      }
      currentMs = targetMs;
    },
  };
}
