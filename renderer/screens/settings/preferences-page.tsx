import type { ReactNode } from 'react';
import { FailureNote } from '#renderer/ui/failure-note.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import type { ChosenPreferences } from '#shared/contract/settings.ts';
import { Panel } from './panel.tsx';
import styles from './preferences.module.css';
import { usePreferences, type PreferencesState } from './use-preferences.ts';

/** What is chosen, and the way to change it. */
export interface ChosenProps {
  readonly chosen: ChosenPreferences;
  readonly state: PreferencesState;
}

export interface PreferencesPageProps {
  readonly title: string;
  readonly about: string;
  /** Given what is chosen, once it was read. */
  readonly children: (chosen: ChosenPreferences, state: PreferencesState) => ReactNode;
}

/** A page of choices that the console keeps: read first, last good ones under an error. */
export function PreferencesPage({ title, about, children }: PreferencesPageProps) {
  const state = usePreferences();
  const { chosen, failure } = state;
  return (
    <Panel>
      <section>
        <h2>{title}</h2>
        <p>{about}</p>
      </section>
      {failure !== null && <FailureNote message={failure} onRetry={state.lookAgain} />}
      {chosen === undefined && failure === null && (
        <Skeleton lines={6} label={`Reading ${title.toLowerCase()}`} />
      )}
      {chosen !== undefined && chosen.notes.length > 0 && (
        <ul className={styles.notes}>
          {chosen.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {chosen !== undefined && children(chosen, state)}
    </Panel>
  );
}
