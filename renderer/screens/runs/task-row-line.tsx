import { useIntents } from '#renderer/state/use-mirror.tsx';
import { GridCell } from '#renderer/ui/grid.tsx';
import { laneLabels, LaneIcon } from '#renderer/ui/lane-icon.tsx';
import { LineRow } from '#renderer/ui/line-row.tsx';
import { StateMark } from '#renderer/ui/state-mark.tsx';
import type { LineProps } from './run-row-line.tsx';
import type { TaskNode } from './run-tree.ts';
import {
  describeCost,
  describeDependency,
  describeWorked,
  nameTask,
  workedMs,
} from './run-words.ts';
import styles from './runs-table.module.css';

export interface TaskRowLineProps extends LineProps {
  readonly node: TaskNode;
  readonly isOpen: boolean;
  readonly onOpen: (taskId: string) => void;
}

/** A task of a run; a click shows it beside the list. */
export function TaskRowLine(props: TaskRowLineProps) {
  const { node, placed, level, nowMs, isOpen, onOpen } = props;
  const { go } = useIntents();
  const { task, waitsFor, holdsUp, conditions } = node;
  const [first] = conditions;
  const waits = waitsFor.map(describeDependency).join('; ');
  const held = holdsUp.map(nameTask).join('; ');
  return (
    <LineRow placed={placed} level={level} isOpen={isOpen} onChoose={() => onOpen(task.id)}>
      <GridCell className={styles.name} data-level={Math.min(level, 6)} title={task.id}>
        <span>
          <b>{nameTask(task)}</b>
          <small>{task.agentId}</small>
        </span>
      </GridCell>
      <GridCell title={task.blockedReasons.join(' ') || undefined}>
        <StateMark state={task.state} />
      </GridCell>
      <GridCell className={styles.text} title={waits || undefined}>
        {waits}
      </GridCell>
      <GridCell className={styles.text} title={held || undefined}>
        {held}
      </GridCell>
      <GridCell className={styles.number}>{task.attempts}</GridCell>
      <GridCell className={styles.number}>{describeWorked(workedMs(task, nowMs))}</GridCell>
      <GridCell className={styles.number}>{describeCost(task.costUsd)}</GridCell>
      <GridCell className={styles.text} title={task.checkpoint?.label}>
        {task.checkpoint === null ? '' : `“${task.checkpoint.label}”`}
      </GridCell>
      <GridCell>
        {first !== undefined && (
          <button
            type="button"
            className={styles.needs}
            tabIndex={placed.isTabStop ? 0 : -1}
            title={first.message}
            onClick={(event) => {
              event.stopPropagation();
              go({ kind: 'item', conditionId: first.id });
            }}
          >
            <LaneIcon lane={first.lane} />
            {laneLabels[first.lane]}
          </button>
        )}
      </GridCell>
    </LineRow>
  );
}
