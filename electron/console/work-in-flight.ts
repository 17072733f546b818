export interface WorkInFlight {
  /** Counts this as being done until it settles; gives it back. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Resolves as soon as nothing is being done. */
  whenIdle(): Promise<void>;
}

/** Knows whether something is being done that nobody should cut short without need. */
export function createWorkInFlight(): WorkInFlight {
  const flights = new Set<Promise<unknown>>();
  return {
    during(work) {
      const landed = (): void => void flights.delete(work);
      flights.add(work);
      void work.then(landed, landed);
      return work;
    },
    async whenIdle() {
      while (flights.size > 0) await Promise.allSettled(flights);
    },
  };
}
