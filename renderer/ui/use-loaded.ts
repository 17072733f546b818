import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { describeFailure } from './describe-failure.ts';

/** Something read on demand. `value` is the last good one, kept while it is read again. */
export interface Loaded<T> {
  readonly value: T | undefined;
  /** Why the last reading failed; null when it did not. */
  readonly failure: string | null;
  readonly isLoading: boolean;
  reload(): void;
}

interface Outcome<T> {
  readonly identity: string | null;
  readonly value: T | undefined;
  readonly failure: string | null;
}

/**
 * Reads with `load` when `identity` or `stamp` changes, and on `reload`. A new identity forgets the
 * old value at once; a new stamp keeps it until the new one is there. `null` reads nothing.
 */
export function useLoaded<T>(
  identity: string | null,
  stamp: string,
  load: () => Promise<T>,
): Loaded<T> {
  const [outcome, setOutcome] = useState<Outcome<T> | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [finished, setFinished] = useState('');
  const reading = `${identity} ${stamp} ${attempt}`;
  const read = useEffectEvent(load);

  useEffect(() => {
    if (identity === null) return undefined;
    let isCurrent = true;
    const finish = (next: (last: Outcome<T> | null) => Outcome<T>): void => {
      if (!isCurrent) return;
      setOutcome(next);
      setFinished(reading);
    };
    read().then(
      (value) => finish(() => ({ identity, value, failure: null })),
      (failure: unknown) =>
        finish((last) => ({
          identity,
          value: last?.identity === identity ? last.value : undefined,
          failure: describeFailure(failure),
        })),
    );
    return () => {
      isCurrent = false;
    };
  }, [identity, reading]);

  const reload = useCallback(() => setAttempt((count) => count + 1), []);
  const current = outcome?.identity === identity ? outcome : null;
  return {
    value: current?.value,
    failure: current?.failure ?? null,
    isLoading: identity !== null && finished !== reading,
    reload,
  };
}
