import { describeMode, readable } from '#renderer/ui/inspector/inspector-words.ts';
import { GridCell, GridRow } from '#renderer/ui/grid.tsx';
import { HealthMark } from '#renderer/ui/health-mark.tsx';
import styles from './environments-table.module.css';
import { describeNext, describeRecovery } from './environment-words.ts';
import { baseName, type ListedEnvironment } from './filter-environments.ts';

export interface EnvironmentTableRowProps {
  readonly listed: ListedEnvironment;
  /** Its number among all lines, from 0. */
  readonly line: number;
  /** Pixels from the first line. */
  readonly top: number;
  readonly isOpen: boolean;
  readonly isTabStop: boolean;
  readonly onOpen: (environmentId: string) => void;
  readonly onFocus: (environmentId: string) => void;
}

/** One environment in the list. */
export function EnvironmentTableRow(props: EnvironmentTableRowProps) {
  const { listed, line, top, isOpen, isTabStop, onOpen, onFocus } = props;
  const { row, task } = listed;
  const next = describeNext(row);
  return (
    <GridRow
      line={line}
      top={top}
      className={styles.row}
      aria-selected={isOpen}
      data-open={isOpen || undefined}
      tabIndex={isTabStop ? 0 : -1}
      onClick={() => onOpen(row.id)}
      onFocus={() => onFocus(row.id)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.stopPropagation();
        onOpen(row.id);
      }}
    >
      <GridCell className={styles.name} title={row.path}>
        <b>{baseName(row.path)}</b>
        <small>{describeMode(row.mode)}</small>
      </GridCell>
      <GridCell className={styles.code} title={row.branch ?? undefined}>
        {row.branch ?? '–'}
      </GridCell>
      <GridCell className={styles.quiet}>{readable(row.state)}</GridCell>
      <GridCell>
        <HealthMark health={row.health} />
      </GridCell>
      <GridCell className={styles.task} title={task ?? undefined}>
        {task ?? 'no task'}
      </GridCell>
      <GridCell className={styles.name} title={next ?? undefined}>
        <span>{describeRecovery(row.recoveryStatus)}</span>
        {next !== null && <small>{next}</small>}
      </GridCell>
    </GridRow>
  );
}
