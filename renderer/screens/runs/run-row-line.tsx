import { ChevronRight } from 'lucide-react';
import { GridCell, GridRow } from '#renderer/ui/grid.tsx';
import { StateMark } from '#renderer/ui/state-mark.tsx';
import { allTasks } from './run-lines.ts';
import type { RunNode } from './run-tree.ts';
import {
  countStates,
  describeCost,
  describeWorked,
  nameRun,
  sumCost,
  workedMs,
} from './run-words.ts';
import styles from './runs-table.module.css';

export interface LineProps {
  /** Its number among all lines, from 0. */
  readonly line: number;
  /** Pixels from the first line. */
  readonly top: number;
  readonly level: number;
  readonly nowMs: number;
  readonly isTabStop: boolean;
  readonly onFocus: () => void;
}

export interface RunRowLineProps extends LineProps {
  readonly node: RunNode;
  readonly isOpen: boolean;
  readonly onToggle: (run: RunNode) => void;
}

/** A run with the sums of its tasks and of the runs below it; a click opens or closes it. */
export function RunRowLine(props: RunRowLineProps) {
  const { node, line, top, level, nowMs, isOpen, isTabStop, onToggle, onFocus } = props;
  const tasks = allTasks(node);
  const rows = tasks.map(({ task }) => task);
  const worked = rows.reduce((sum, task) => sum + workedMs(task, nowMs), 0);
  const needsYou = new Set(tasks.flatMap(({ conditions }) => conditions.map(({ id }) => id))).size;
  return (
    <GridRow
      line={line}
      top={top}
      className={styles.row}
      data-run
      aria-level={level}
      aria-expanded={isOpen}
      tabIndex={isTabStop ? 0 : -1}
      onClick={() => onToggle(node)}
      onFocus={onFocus}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.stopPropagation();
        onToggle(node);
      }}
    >
      <GridCell
        className={styles.name}
        data-level={Math.min(level, 6)}
        title={`${node.id}: ${countStates(node)}`}
      >
        <ChevronRight className={styles.chevron} size={16} aria-hidden="true" />
        <span>
          <b>{nameRun(node)}</b>
          <small>{node.run === undefined ? 'This run is not recorded' : countStates(node)}</small>
        </span>
      </GridCell>
      <GridCell>
        {node.run === undefined ? 'unknown' : <StateMark state={node.run.status} />}
      </GridCell>
      <GridCell />
      <GridCell />
      <GridCell />
      <GridCell className={styles.number}>{describeWorked(worked)}</GridCell>
      <GridCell className={styles.number}>{describeCost(sumCost(rows))}</GridCell>
      <GridCell />
      <GridCell className={styles.quiet}>{needsYou === 0 ? '' : needsYou}</GridCell>
    </GridRow>
  );
}
