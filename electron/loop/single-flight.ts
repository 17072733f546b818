/** One run at a time. A wake-up during a run means exactly one more run after it. */
export interface SingleFlight {
  /** Runs now, or once more after the run under way; resolves when a run begun after this call ended. */
  wake(): Promise<void>;
  /** Resolves when nothing is running and nothing waits. */
  idle(): Promise<void>;
}

/** `run` must not throw for anything that an operator could meet; what it throws reaches the waiter. */
export function createSingleFlight(run: () => Promise<void>): SingleFlight {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const begin = (): Promise<void> => {
    const flight = run().finally(() => {
      if (current === flight) current = undefined;
    });
    current = flight;
    return flight;
  };

  return {
    wake() {
      if (current === undefined) return begin();
      next ??= current
        .then(
          () => undefined,
          () => undefined,
        )
        .then(() => {
          next = undefined;
          return begin();
        });
      return next;
    },
    async idle() {
      for (;;) {
        const pending = next ?? current;
        if (pending === undefined) return;
        await pending.then(
          () => undefined,
          () => undefined,
        );
      }
    },
  };
}
