import { useState, type FormEvent } from 'react';
import { useIntents, useMirror, useShell } from '#renderer/state/use-mirror.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import styles from './open-workspace.module.css';
import { readPath } from './read-path.ts';

export interface OpenWorkspaceProps {
  /** Paths that are watched already. */
  readonly watched: readonly string[];
  readonly hasSample: boolean;
}

/** Adds a folder by its path, or by the system's dialog where there is one. */
export function OpenWorkspace({ watched, hasSample }: OpenWorkspaceProps) {
  const { openWorkspace, createSample } = useIntents();
  const { bridge } = useShell();
  const pending = useMirror((state) => state.pending);
  const [text, setText] = useState('');
  const [error, setError] = useState<string | undefined>(undefined);
  const choose = bridge?.chooseFolder;

  const open = async (path: string): Promise<void> => {
    if (await openWorkspace(path)) setText('');
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const path = readPath(text, watched);
    setError(path.ok ? undefined : path.error.message);
    if (path.ok) void open(path.value);
  };
  const pick = async (): Promise<void> => {
    const chosen = await choose?.();
    if (chosen != null) await open(chosen);
  };

  return (
    <section>
      <h2>Watch another folder</h2>
      <form className={styles.form} onSubmit={submit}>
        <TextField
          label="Path of the folder"
          value={text}
          error={error}
          isCode
          placeholder="/home/you/repository"
          onValue={(value) => {
            setText(value);
            setError(undefined);
          }}
        />
        <div className={styles.buttons}>
          <Button submits look="primary" disabled={pending !== null}>
            {pending === 'folder' ? 'Opening…' : 'Watch this folder'}
          </Button>
          {choose !== undefined && (
            <Button disabled={pending !== null} onClick={() => void pick()}>
              Choose a folder…
            </Button>
          )}
          {!hasSample && (
            <Button disabled={pending !== null} onClick={() => void createSample()}>
              {pending === 'sample' ? 'Making it…' : 'Make the sample world'}
            </Button>
          )}
        </div>
      </form>
    </section>
  );
}
