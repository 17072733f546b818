import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useMirror, useNow } from '#renderer/state/use-mirror.tsx';
import { Grid } from '#renderer/ui/grid.tsx';
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
const rowHeights = { comfortable: 52, compact: 44 } as const;

export interface RunsTableProps {
  readonly lines: readonly RunLine[];
  readonly isOpen: (run: RunNode) => boolean;
  readonly openedTask: string | null;
  /** Key of the line that Tab reaches first. */
  readonly focusAtFirst: string | null;
  readonly onToggle: (run: RunNode) => void;
  readonly onOpenTask: (taskId: string) => void;
}

/** A tree of which only the lines in sight exist. Arrows move, open and close; Enter shows a task. */
export function RunsTable(props: RunsTableProps) {
  const { lines, isOpen, openedTask, onToggle, onOpenTask } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const nowMs = useNow(10_000);
  const density = useMirror((state) => state.appearance.density);
  const [focusedKey, setFocusedKey] = useState(props.focusAtFirst);
  const focusedLine = lines.findIndex(({ key }) => key === focusedKey);
  // Its answers change without its identity changing, so nothing here may be memoised; nothing is.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeights[density],
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 8,
  });

  const focusLine = (line: number): void => {
    setFocusedKey(lines[line]?.key ?? null);
    virtual.scrollToIndex(line);
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[aria-rowindex="${line + 2}"]`)?.focus();
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = stepTree(event.key, focusedLine, lines, isOpen);
    if (step === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (step.kind === 'move') focusLine(step.line);
    else onToggle(step.run);
  };

  return (
    <>
      <div className={styles.head} aria-hidden="true">
        {columns.map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      <div ref={scroller} className={styles.scroller}>
        <Grid
          label="Runs and tasks"
          columns={columns}
          lineCount={lines.length}
          height={virtual.getTotalSize()}
          isTree
          aria-multiselectable={false}
          onKeyDown={onKeyDown}
        >
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const line = lines[index];
            if (line === undefined) return null;
            const shared = {
              line: index,
              top: start,
              level: line.level,
              nowMs,
              isTabStop: index === Math.max(0, focusedLine),
              onFocus: () => setFocusedKey(line.key),
            };
            return line.node.kind === 'run' ? (
              <RunRowLine
                key={key}
                {...shared}
                node={line.node}
                isOpen={isOpen(line.node)}
                onToggle={onToggle}
              />
            ) : (
              <TaskRowLine
                key={key}
                {...shared}
                node={line.node}
                isOpen={line.node.task.id === openedTask}
                onOpen={onOpenTask}
              />
            );
          })}
        </Grid>
      </div>
    </>
  );
}
