import { lastPart } from '#shared/domain/last-part.ts';
import { readable } from '#shared/domain/readable.ts';
import { describeMode } from '#renderer/ui/inspector/inspector-words.ts';
import { GridCell } from '#renderer/ui/grid.tsx';
import { HealthMark } from '#renderer/ui/health-mark.tsx';
import { LineRow } from '#renderer/ui/line-row.tsx';
import type { PlacedLine } from '#renderer/ui/line-table.tsx';
import styles from './environments-table.module.css';
import { describeNext, describeRecovery } from './environment-words.ts';
import type { ListedEnvironment } from './filter-environments.ts';

export interface EnvironmentTableRowProps {
  readonly listed: ListedEnvironment;
  readonly placed: PlacedLine;
  readonly isOpen: boolean;
  readonly onOpen: (environmentId: string) => void;
}

/** One environment in the list. */
export function EnvironmentTableRow({ listed, placed, isOpen, onOpen }: EnvironmentTableRowProps) {
  const { row, task } = listed;
  const next = describeNext(row);
  return (
    <LineRow placed={placed} isOpen={isOpen} onChoose={() => onOpen(row.id)}>
      <GridCell className={styles.name} title={row.path}>
        <b>{lastPart(row.path)}</b>
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
    </LineRow>
  );
}
