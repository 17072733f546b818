import { useMirror } from '#renderer/state/use-mirror.tsx';
import { LineTable } from '#renderer/ui/line-table.tsx';
import { stepLine } from '#renderer/ui/step-line.ts';
import { EnvironmentTableRow } from './environment-table-row.tsx';
import styles from './environments-table.module.css';
import type { ListedEnvironment } from './filter-environments.ts';

const columns = ['Environment', 'Branch', 'State', 'Health', 'Task', 'Recovery'];

export interface EnvironmentsTableProps {
  readonly environments: readonly ListedEnvironment[];
  readonly openedId: string | null;
  readonly onOpen: (environmentId: string) => void;
}

/** Environments line by line. Arrows or J and K move, Enter opens. */
export function EnvironmentsTable({ environments, openedId, onOpen }: EnvironmentsTableProps) {
  const density = useMirror((state) => state.appearance.density);
  return (
    <LineTable
      label="Environments"
      columns={columns}
      className={styles.table}
      keys={environments.map(({ row }) => row.id)}
      density={density}
      focusAtFirst={openedId}
      onKey={(key, from) => stepLine(key, from, environments.length)}
    >
      {(index, key, placed) => {
        const listed = environments[index];
        return listed === undefined ? null : (
          <EnvironmentTableRow
            key={key}
            listed={listed}
            placed={placed}
            isOpen={key === openedId}
            onOpen={onOpen}
          />
        );
      }}
    </LineTable>
  );
}
