import { ChevronRight } from 'lucide-react';
import { GridCell } from '#renderer/ui/grid.tsx';
import { LineRow } from '#renderer/ui/line-row.tsx';
import type { PlacedLine } from '#renderer/ui/line-table.tsx';
import { StateMark } from '#renderer/ui/state-mark.tsx';
import { allTasks } from './run-lines.ts';
import type { RunNode } from './run-tree.ts';
import {
  countStates,
  describeCost,
  describeTokens,
  describeWorked,
  nameRun,
  sumCost,
  workedMs,
} from './run-words.ts';
import styles from './runs-table.module.css';

export interface LineProps {
  readonly placed: PlacedLine;
  readonly level: number;
  readonly nowMs: number;
}

export interface RunRowLineProps extends LineProps {
  readonly node: RunNode;
  readonly isOpen: boolean;
  readonly onToggle: (run: RunNode) => void;
}

/** A run with the sums of its tasks and of the runs below it; a click opens or closes it. */
export function RunRowLine(props: RunRowLineProps) {
  const { node, placed, level, nowMs, isOpen, onToggle } = props;
  const tasks = allTasks(node);
  const rows = tasks.map(({ task }) => task);
  const worked = rows.reduce((sum, task) => sum + workedMs(task, nowMs), 0);
  const needsYou = new Set(tasks.flatMap(({ conditions }) => conditions.map(({ id }) => id))).size;
  return (
    <LineRow placed={placed} level={level} isExpanded={isOpen} onChoose={() => onToggle(node)}>
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
      <GridCell className={styles.number} title={describeTokens(node.run?.cost.tokens ?? null)}>
        {describeCost(node.run?.cost.usd ?? sumCost(rows))}
      </GridCell>
      <GridCell />
      <GridCell className={styles.quiet}>{needsYou === 0 ? '' : needsYou}</GridCell>
    </LineRow>
  );
}
