import { EventPublisher } from '@orpc/server';
import type { PlanProgress } from '#shared/contract/plan.ts';
import type { PlanAsker } from '#electron/recover/plan.ts';

/** Told more often, nobody could read it. */
const tellEveryMs = 200;

export interface Planning {
  /** Somebody who asks for a plan, under a name if they want to be told how far it is. */
  asker(askedAs: string | undefined, signal: AbortSignal | undefined): PlanAsker;
  /** What is told to that name from now on, until `signal` aborts. */
  watch(askedAs: string, signal: AbortSignal | undefined): AsyncGenerator<PlanProgress, void, void>;
}

/** Tells those who wait for plans how many items have been looked at. */
export function createPlanning(): Planning {
  const publisher = new EventPublisher<Record<string, PlanProgress>>({ maxBufferedEvents: 1 });
  return {
    asker(askedAs, signal) {
      if (askedAs === undefined) return { signal };
      let toldMs = performance.now();
      return {
        signal,
        onLooked(looked, total) {
          if (performance.now() - toldMs < tellEveryMs) return;
          toldMs = performance.now();
          publisher.publish(askedAs, { looked, total });
        },
      };
    },
    async *watch(askedAs, signal) {
      try {
        yield* publisher.subscribe(askedAs, signal === undefined ? {} : { signal });
      } catch (error) {
        // Nobody listens any more: that is how it ends.
        if (signal?.aborted !== true) throw error;
      }
    },
  };
}
