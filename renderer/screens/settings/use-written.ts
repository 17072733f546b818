import { useState } from 'react';
import { messageOf } from '#shared/result.ts';
import type { Client } from '#renderer/state/client.ts';
import { useLook } from '#renderer/state/use-look.ts';
import { useClient, useIntents } from '#renderer/state/use-mirror.tsx';

/** What the console keeps of one kind of choices, and what came of the last attempt to change it. */
export interface Written<T> {
  readonly value: T | undefined;
  /** Why it could not be read or written; null when all is well. */
  readonly failure: string | null;
  readonly isWriting: boolean;
  /** `told`: what to say when it is done; `ask`: writes it and gives it anew. Gives whether it was written. */
  readonly write: (told: string, ask: (client: Client) => Promise<T>) => Promise<boolean>;
  readonly lookAgain: () => void;
}

/** Reads choices and shows what was written last until they are read again. `key` names them. */
export function useWritten<T>(key: string, read: (client: Client) => Promise<T>): Written<T> {
  const client = useClient();
  const { notify } = useIntents();
  const look = useLook(key, read);
  const [written, setWritten] = useState<{ readonly value: T; readonly over: T | undefined }>();
  const [failure, setFailure] = useState<string | null>(null);
  const [isWriting, setIsWriting] = useState(false);
  const write: Written<T>['write'] = async (told, ask) => {
    if (client === null) {
      setFailure('The connection to the console is lost; nothing was saved.');
      return false;
    }
    setIsWriting(true);
    setFailure(null);
    try {
      setWritten({ value: await ask(client), over: look.value });
      notify({ tone: 'good', title: told, lines: [] });
      return true;
    } catch (error) {
      setFailure(messageOf(error));
      return false;
    } finally {
      setIsWriting(false);
    }
  };
  return {
    // What was read since is newer: another window may have written it.
    value: written !== undefined && written.over === look.value ? written.value : look.value,
    failure: failure ?? look.failure,
    isWriting,
    write,
    lookAgain: () => {
      setFailure(null);
      look.lookAgain();
    },
  };
}
