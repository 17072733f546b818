import { useMemo, useState, type KeyboardEvent } from 'react';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { FailureNote } from '#renderer/ui/failure-note.tsx';
import type { EnvironmentHealth } from '#shared/domain/environment.ts';
import { EnvironmentPane } from './environment-pane.tsx';
import styles from './environments-screen.module.css';
import { EnvironmentsBar } from './environments-bar.tsx';
import { EnvironmentsTable } from './environments-table.tsx';
import { countHealths, filterEnvironments, listEnvironments } from './filter-environments.ts';

/** Every environment, healthy ones included, with the inspector of one beside the list. */
export function EnvironmentsScreen({
  environmentId,
}: {
  readonly environmentId?: string | null | undefined;
}) {
  const rows = useMirror((state) => state.view?.environments);
  const tasks = useMirror((state) => state.view?.tasks);
  const failure = useMirror((state) => state.view?.header.failure ?? null);
  const { go, lookAgain } = useIntents();
  const [text, setText] = useState('');
  const [health, setHealth] = useState<EnvironmentHealth | null>(null);
  const all = useMemo(() => listEnvironments(rows ?? [], tasks ?? []), [rows, tasks]);
  const counts = useMemo(() => countHealths(rows ?? []), [rows]);
  const shown = useMemo(() => filterEnvironments(all, text, health), [all, text, health]);
  const opened = all.find(({ row }) => row.id === environmentId);
  const close = (): void => go({ kind: 'environments', environmentId: null });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || environmentId == null) return;
    event.stopPropagation();
    close();
  };

  return (
    // Escape closes the inspector from the list as well; no control of its own.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles.screen} onKeyDown={onKeyDown}>
      <div className={styles.list}>
        <EnvironmentsBar
          shown={shown.length}
          total={all.length}
          counts={counts}
          text={text}
          health={health}
          onText={setText}
          onHealth={setHealth}
        />
        {failure !== null && (
          <div className={styles.failure}>
            <FailureNote
              message={`The last look failed. ${failure} The rows below are the last good ones.`}
              onRetry={() => void lookAgain()}
            />
          </div>
        )}
        {shown.length > 0 && (
          <EnvironmentsTable
            environments={shown}
            openedId={environmentId ?? null}
            onOpen={(id) => go({ kind: 'environments', environmentId: id })}
          />
        )}
        {rows !== undefined && shown.length === 0 && (
          <Nothing
            isFiltered={all.length > 0}
            onClear={() => {
              setText('');
              setHealth(null);
            }}
          />
        )}
      </div>
      {environmentId != null && (
        <EnvironmentPane
          key={environmentId}
          environmentId={environmentId}
          listed={opened}
          onClose={close}
        />
      )}
    </div>
  );
}

interface NothingProps {
  readonly isFiltered: boolean;
  readonly onClear: () => void;
}

function Nothing({ isFiltered, onClear }: NothingProps) {
  return (
    <div className={styles.nothing}>
      <b>{isFiltered ? 'No environment matches.' : 'No environment is recorded.'}</b>
      {isFiltered ? (
        <Button onClick={onClear}>Show all environments</Button>
      ) : (
        <span>
          One appears here when an agent starts with <code>rollcall run</code>.
        </span>
      )}
    </div>
  );
}
