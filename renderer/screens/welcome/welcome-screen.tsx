import { FlaskConical, FolderGit2, FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { counted } from '#shared/domain/counted.ts';
import { useLook } from '#renderer/state/use-look.ts';
import { useIntents, useMirror, useShell } from '#renderer/state/use-mirror.tsx';
import { Button } from '#renderer/ui/button.tsx';
import styles from './welcome-screen.module.css';

/** A native dialog on the desktop; in a browser the path is typed. */
function OpenFolder() {
  const { openWorkspace } = useIntents();
  const { bridge } = useShell();
  const pending = useMirror((state) => state.pending);
  const [path, setPath] = useState('');
  const choose = bridge?.chooseFolder;
  if (choose !== undefined)
    return (
      <Button
        look="primary"
        disabled={pending !== null}
        onClick={() => {
          const open = async () => {
            const chosen = await choose();
            if (chosen !== null) await openWorkspace(chosen);
          };
          void open();
        }}
      >
        {pending === 'folder' ? 'Opening…' : 'Open a folder'}
      </Button>
    );
  return (
    <form
      className={styles.path}
      onSubmit={(event) => {
        event.preventDefault();
        if (path.trim() !== '') void openWorkspace(path.trim());
      }}
    >
      <input
        type="text"
        value={path}
        aria-label="Path of the folder"
        placeholder="/home/you/repository"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setPath(event.target.value)}
      />
      <Button submits look="primary" disabled={pending !== null || path.trim() === ''}>
        {pending === 'folder' ? 'Opening…' : 'Open'}
      </Button>
    </form>
  );
}

/** Repositories with worktrees near the usual places, each one press away. */
function Found() {
  const { openWorkspace } = useIntents();
  const pending = useMirror((state) => state.pending);
  const { value: found, failure } = useLook('discover', (client) => client.workspaces.discover());
  if (failure !== null) return <p className={styles.quiet}>Looking nearby failed: {failure}</p>;
  if (found === undefined) return <p className={styles.quiet}>Looking for repositories nearby…</p>;
  if (found.length === 0)
    return <p className={styles.quiet}>No repository with worktrees was found nearby.</p>;
  const count = counted(found.length, 'repository', 'repositories');
  return (
    <>
      <p className={styles.quiet}>Found {count} with worktrees near here:</p>
      <ul className={styles.found}>
        {found.map(({ path, name, worktrees }) => (
          <li key={path}>
            <button
              type="button"
              disabled={pending !== null}
              onClick={() => void openWorkspace(path)}
            >
              <FolderGit2 size={16} aria-hidden="true" />
              <b>{name}</b>
              <code>{path}</code>
              <span>{counted(worktrees, 'worktree')}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Sample() {
  const { createSample } = useIntents();
  const pending = useMirror((state) => state.pending);
  return (
    <>
      <Button disabled={pending !== null} onClick={() => void createSample()}>
        {pending === 'sample' ? 'Making it…' : 'Show me a sample world'}
      </Button>
      {pending === 'sample' && (
        <output className={styles.making}>
          <progress aria-label="Making the sample world" />A repository, worktrees in every kind of
          drift, live and dead processes.
        </output>
      )}
    </>
  );
}

/** First start: nothing is watched yet, so three ways to begin instead of an empty list. */
export function WelcomeScreen() {
  return (
    <main className={styles.welcome}>
      <div className={styles.column}>
        <h1>Call the roll of your agents.</h1>
        <p className={styles.lead}>
          Rollcall compares what was recorded with what is really there: which agents crashed, what
          they left behind, and a safe way back.
        </p>
        <section className={styles.way} aria-labelledby="open-folder">
          <FolderOpen size={20} strokeWidth={1.5} aria-hidden="true" />
          <div>
            <h2 id="open-folder">Open a folder</h2>
            <p>A repository whose worktrees and agents Rollcall should watch. It only reads.</p>
            <OpenFolder />
            <Found />
          </div>
        </section>
        <section className={styles.way} aria-labelledby="sample-world">
          <FlaskConical size={20} strokeWidth={1.5} aria-hidden="true" />
          <div>
            <h2 id="sample-world">Look around first</h2>
            <p>
              The sample world is real: a repository, worktrees and processes of its own. Everything
              can be tried, and one button removes all of it.
            </p>
            <Sample />
          </div>
        </section>
      </div>
    </main>
  );
}
