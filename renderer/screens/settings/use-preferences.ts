import type { ChosenPreferences, PreferencesChange } from '#shared/contract/settings.ts';
import { useWritten } from './use-written.ts';

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
  const { value, write, ...state } = useWritten<ChosenPreferences>('preferences', ({ settings }) =>
    settings.read(),
  );
  return {
    ...state,
    chosen: value,
    save: (change, told) => write(told, ({ settings }) => settings.save(change)),
  };
}
