import { useId } from 'react';
import { useMirror } from '#renderer/state/use-mirror.tsx';
import { Tick } from './tick.tsx';
import type { PreferencesState } from './use-preferences.ts';

export interface ByWorkspaceProps {
  readonly title: string;
  readonly about: string;
  /** Paths of the workspaces in which it is on, watched or not. */
  readonly chosen: readonly string[];
  readonly state: PreferencesState;
  /** `next`: null when none is left. */
  readonly onChange: (next: readonly string[] | null, isOn: boolean) => void;
}

/** Something that goes on by itself: by workspace, off unless the operator turns it on. */
export function ByWorkspace({ title, about, chosen, state, onChange }: ByWorkspaceProps) {
  const id = useId();
  const watched = useMirror(({ view }) => view?.header.workspaces) ?? [];
  const gone = chosen.filter((path) => watched.every((one) => one.path !== path));
  const change = (path: string, isOn: boolean): void => {
    const others = chosen.filter((one) => one !== path);
    const next = isOn ? [...others, path] : others;
    onChange(next.length === 0 ? null : next, isOn);
  };
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p>{about}</p>
      {watched.length + gone.length === 0 && <p>Nothing is watched yet.</p>}
      {watched.map(({ path, name }) => (
        <Tick
          key={path}
          label={name}
          hint={path}
          isOn={chosen.includes(path)}
          isDisabled={state.isWriting}
          onChange={(isOn) => change(path, isOn)}
        />
      ))}
      {gone.map((path) => (
        <Tick
          key={path}
          label="Not watched at present"
          hint={path}
          isOn
          isDisabled={state.isWriting}
          onChange={() => change(path, false)}
        />
      ))}
    </section>
  );
}
