import type { PlanProgress } from './plan.ts';

export interface Following {
  /** `recover.planning`, under the name that the plan is asked for. */
  readonly watch: () => Promise<AsyncIterable<PlanProgress>>;
  /** A few times a second, while the plan takes longer than that. */
  readonly onProgress: (progress: PlanProgress) => void;
  /** Ends what `watch` began. */
  readonly stop: () => void;
}

/** Gives what `ask` gives, and follows how far that plan is meanwhile. */
export async function followPlan<T>(ask: () => Promise<T>, following: Following): Promise<T> {
  let isOver = false;
  const follow = async (): Promise<void> => {
    try {
      for await (const progress of await following.watch()) {
        if (isOver) return;
        following.onProgress(progress);
      }
    } catch (error) {
      // It was over, or the connection was: the plan, or its failure, says so.
      if (!(error instanceof Error)) throw error;
    }
  };
  void follow();
  try {
    return await ask();
  } finally {
    isOver = true;
    following.stop();
  }
}
