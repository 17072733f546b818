import { useEffect, useEffectEvent, useState } from 'react';
import { messageOf } from '#shared/result.ts';
import type { Client } from './client.ts';
import { useClient } from './use-mirror.tsx';

export interface Look<T> {
  /** The last good answer for this key, also while a newer one is on its way or failed. */
  readonly value: T | undefined;
  /** Why the newest look failed; null when it did not. */
  readonly failure: string | null;
  readonly isLooking: boolean;
  readonly lookAgain: () => void;
}

interface Answer<T> {
  readonly key: string;
  readonly asked: number;
  readonly value: T | undefined;
  readonly failure: string | null;
}

/**
 * Asks the console on demand: when `key` changes (null: do not ask), on reconnection, and on
 * `lookAgain`. Answers that come too late for their key are dropped.
 */
export function useLook<T>(key: string | null, ask: (client: Client) => Promise<T>): Look<T> {
  const client = useClient();
  const [asked, setAsked] = useState(0);
  const [answer, setAnswer] = useState<Answer<T> | null>(null);
  const askNow = useEffectEvent(ask);
  useEffect(() => {
    if (client === null || key === null) return undefined;
    let isCurrent = true;
    const settle = (next: (last: Answer<T> | null) => Answer<T>) => {
      if (isCurrent) setAnswer((last) => next(last?.key === key ? last : null));
    };
    const look = async () => {
      try {
        const value = await askNow(client);
        settle(() => ({ key, asked, value, failure: null }));
      } catch (error) {
        settle((last) => ({ key, asked, value: last?.value, failure: messageOf(error) }));
      }
    };
    void look();
    return () => {
      isCurrent = false;
    };
  }, [client, key, asked]);
  const current = answer?.key === key ? answer : null;
  return {
    value: current?.value,
    failure: current?.failure ?? null,
    isLooking: client !== null && key !== null && current?.asked !== asked,
    lookAgain: () => setAsked((count) => count + 1),
  };
}
