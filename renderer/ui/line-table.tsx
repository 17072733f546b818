import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Grid } from './grid.tsx';
import styles from './line-table.module.css';

/** Where a line stands, and what its `LineRow` needs to take part in the table. */
export interface PlacedLine {
  /** Its number among all lines, from 0. */
  readonly line: number;
  /** Pixels from the first line. */
  readonly top: number;
  readonly isTabStop: boolean;
  readonly onFocus: () => void;
}

export interface LineTableProps {
  /** Read by screen readers. */
  readonly label: string;
  readonly columns: readonly string[];
  /** Sets `--columns`, the widths; may hide children of `[data-columns]`, the head and each row. */
  readonly className: string | undefined;
  /** One key for each line, in order. */
  readonly keys: readonly string[];
  readonly density: 'comfortable' | 'compact';
  readonly isTree?: boolean | undefined;
  /** Key of the line that Tab reaches first. */
  readonly focusAtFirst: string | null;
  /**
   * Where a pressed key leads from a line (-1: none yet): the line to go to, `done` when it has
   * been answered otherwise, null when it means nothing here.
   */
  readonly onKey: (key: string, from: number) => number | 'done' | null;
  /** The line with that number. */
  readonly children: (index: number, key: string, placed: PlacedLine) => ReactNode;
}

const rowHeights = { comfortable: 52, compact: 44 } as const;

/** A grid below its visible head, of which only the lines in sight exist. */
export function LineTable(props: LineTableProps) {
  const { label, columns, className, keys, density, isTree = false, onKey, children } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [focusedKey, setFocusedKey] = useState(props.focusAtFirst);
  const focusedLine = focusedKey === null ? -1 : keys.indexOf(focusedKey);
  // Its answers change without its identity changing, so nothing here may be memoised; nothing is.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeights[density],
    getItemKey: (index) => keys[index] ?? index,
    overscan: 8,
  });

  const goTo = (line: number): void => {
    setFocusedKey(keys[line] ?? null);
    virtual.scrollToIndex(line);
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[aria-rowindex="${line + 2}"]`)?.focus();
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Ctrl+K is not K.
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = onKey(event.key, focusedLine);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (next !== 'done') goTo(next);
  };

  // Where the line with the focus stood last, while the focus is in the table.
  const focusedAt = useRef<number | null>(null);
  const keepFocus = useEffectEvent(() => {
    if (focusedAt.current === null || keys.length === 0) return;
    if (focusedLine >= 0) focusedAt.current = focusedLine;
    // A line that is taken away lets the focus fall: the one in its place has it.
    else if (document.activeElement === document.body)
      goTo(Math.min(focusedAt.current, keys.length - 1));
  });
  useEffect(() => keepFocus(), [focusedLine]);

  return (
    <div className={`${styles.table} ${className ?? ''}`}>
      <div className={styles.head} data-columns aria-hidden="true">
        {columns.map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      <div
        ref={scroller}
        className={styles.scroller}
        onFocus={() => (focusedAt.current = Math.max(0, focusedLine))}
        onBlur={({ currentTarget, relatedTarget }) => {
          // Nothing gets it from what is taken away.
          const isLeft = relatedTarget !== null && !currentTarget.contains(relatedTarget);
          if (isLeft) focusedAt.current = null;
        }}
      >
        <Grid
          label={label}
          columns={columns}
          lineCount={keys.length}
          height={virtual.getTotalSize()}
          isTree={isTree}
          aria-multiselectable={false}
          onKeyDown={onKeyDown}
        >
          {virtual.getVirtualItems().map(({ index, start }) => {
            const key = keys[index];
            if (key === undefined) return null;
            return children(index, key, {
              line: index,
              top: start,
              isTabStop: index === Math.max(0, focusedLine),
              onFocus: () => setFocusedKey(key),
            });
          })}
        </Grid>
      </div>
    </div>
  );
}
