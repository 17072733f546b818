import type { Clock } from '#shared/domain/clock.ts';
import type { Instant } from '#shared/domain/run.ts';

/** Less is a correction of the clock. */
const asleepMs = 30_000;

/**
 * Tells since when the machine has been awake: undefined as long as it was seen to sleep at no time since
 * this was made. While it sleeps the steady clock stands still and the date goes on; a date that is set
 * forward looks the same, and means the same to whoever waits for a sign of life.
 */
export function createAwakeSince(clock: Pick<Clock, 'now' | 'nowMs' | 'steadyMs'>) {
  const ahead = (): number => clock.nowMs() - clock.steadyMs();
  let known = ahead();
  let since: Instant | undefined;
  return (): Instant | undefined => {
    const now = ahead();
    if (now - known > asleepMs) since = clock.now();
    known = now;
    return since;
  };
}
