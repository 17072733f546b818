import { useState } from 'react';
import { explain } from '#renderer/state/explain.ts';
import { useLook } from '#renderer/state/use-look.ts';
import { useClient, useIntents } from '#renderer/state/use-mirror.tsx';
import type { ChosenPreferences, PreferencesChange } from '#shared/contract/settings.ts';

/** What is chosen, and what came of the last attempt to change it. */
export interface PreferencesState {
  readonly chosen: ChosenPreferences | undefined;
  /** Why it could not be read or written; null when all is well. */
  readonly failure: string | null;
  readonly isWriting: boolean;
  /** `told`: what to say when it is done. Gives whether it was written. */
  readonly save: (change: PreferencesChange, told: string) => Promise<boolean>;
  readonly lookAgain: () => void;
}

/** Reads and changes the operator's choices that the console keeps. */
export function usePreferences(): PreferencesState {
  const client = useClient();
  const { notify } = useIntents();
  const look = useLook('preferences', (one) => one.settings.read());
  const [written, setWritten] = useState<ChosenPreferences | undefined>(undefined);
  const [failure, setFailure] = useState<string | null>(null);
  const [isWriting, setIsWriting] = useState(false);
  const save = async (change: PreferencesChange, told: string): Promise<boolean> => {
    if (client === null) {
      setFailure('The connection to the console is lost; nothing was saved.');
      return false;
    }
    setIsWriting(true);
    setFailure(null);
    try {
      setWritten(await client.settings.save(change));
      notify({ tone: 'good', title: told, lines: [] });
      return true;
    } catch (error) {
      setFailure(explain(error));
      return false;
    } finally {
      setIsWriting(false);
    }
  };
  return {
    chosen: written ?? look.value,
    failure: failure ?? look.failure,
    isWriting,
    save,
    lookAgain: () => {
      setFailure(null);
      look.lookAgain();
    },
  };
}
