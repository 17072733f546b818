import { useMirror, useNow } from '#renderer/state/use-mirror.tsx';
import { LineTable } from '#renderer/ui/line-table.tsx';
import type { RunLine } from './run-lines.ts';
import { RunRowLine } from './run-row-line.tsx';
import type { RunNode } from './run-tree.ts';
import styles from './runs-table.module.css';
import { stepTree } from './step-tree.ts';
import { TaskRowLine } from './task-row-line.tsx';

const columns = [
  'Run or task',
  'State',
  'Waits for',
  'Holds up',
  'Attempts',
  'Worked',
  'Cost',
  'Checkpoint',
  'Needs you',
];

export interface RunsTableProps {
  readonly lines: readonly RunLine[];
  readonly isOpen: (run: RunNode) => boolean;
  readonly openedTask: string | null;
  /** Key of the line that Tab reaches first. */
  readonly focusAtFirst: string | null;
  readonly onToggle: (run: RunNode) => void;
  readonly onOpenTask: (taskId: string) => void;
}

/** Runs as a tree, line by line. Arrows move, open and close; Enter shows a task. */
export function RunsTable(props: RunsTableProps) {
  const { lines, isOpen, openedTask, focusAtFirst, onToggle, onOpenTask } = props;
  const nowMs = useNow(10_000);
  const density = useMirror((state) => state.appearance.density);

  const onKey = (key: string, from: number): number | 'done' | null => {
    const step = stepTree(key, from, lines, isOpen);
    if (step === null) return null;
    if (step.kind === 'move') return step.line;
    onToggle(step.run);
    return 'done';
  };

  return (
    <LineTable
      label="Runs and tasks"
      columns={columns}
      className={styles.table}
      keys={lines.map(({ key }) => key)}
      density={density}
      isTree
      focusAtFirst={focusAtFirst}
      onKey={onKey}
    >
      {(index, key, placed) => {
        const line = lines[index];
        if (line === undefined) return null;
        const { level, node } = line;
        return node.kind === 'run' ? (
          <RunRowLine
            key={key}
            placed={placed}
            level={level}
            nowMs={nowMs}
            node={node}
            isOpen={isOpen(node)}
            onToggle={onToggle}
          />
        ) : (
          <TaskRowLine
            key={key}
            placed={placed}
            level={level}
            nowMs={nowMs}
            node={node}
            isOpen={node.task.id === openedTask}
            onOpen={onOpenTask}
          />
        );
      }}
    </LineTable>
  );
}
