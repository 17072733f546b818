import { useMemo, useState } from 'react';
import { isKnown } from '#renderer/state/is-known.ts';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { ListScreen, NothingListed } from '#renderer/ui/list-screen.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import type { EnvironmentHealth } from '#shared/domain/environment.ts';
import { EnvironmentPane } from './environment-pane.tsx';
import { EnvironmentsTable } from './environments-table.tsx';
import { countHealths, filterEnvironments, listEnvironments } from './filter-environments.ts';
import { HealthMenu } from './health-menu.tsx';

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

  return (
    <ListScreen
      title="Environments"
      count={shown.length === all.length ? all.length : `${shown.length} of ${all.length}`}
      tools={
        <>
          <SearchField label="Find environments" text={text} onText={setText} />
          <HealthMenu counts={counts} health={health} onHealth={setHealth} />
        </>
      }
      isKnown={useMirror(isKnown)}
      failure={failure}
      onLookAgain={() => void lookAgain()}
      onClosePane={environmentId == null ? undefined : close}
      pane={
        environmentId != null && (
          <EnvironmentPane
            key={environmentId}
            environmentId={environmentId}
            listed={opened}
            onClose={close}
          />
        )
      }
    >
      {shown.length > 0 && (
        <EnvironmentsTable
          environments={shown}
          openedId={environmentId ?? null}
          onOpen={(id) => go({ kind: 'environments', environmentId: id })}
        />
      )}
      {shown.length === 0 && (
        <NothingListed
          none="No environment is recorded."
          noMatch="No environment matches."
          isFiltered={all.length > 0}
          clearLabel="Show all environments"
          onClear={() => {
            setText('');
            setHealth(null);
          }}
        />
      )}
    </ListScreen>
  );
}
