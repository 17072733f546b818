import type { ReactNode } from 'react';
import { GridRow } from './grid.tsx';
import styles from './line-table.module.css';
import type { PlacedLine } from './line-table.tsx';

export interface LineRowProps {
  readonly placed: PlacedLine;
  /** A line of a `LineTable` that is no tree leaves it out. */
  readonly level?: number | undefined;
  /** Shown beside the list. */
  readonly isOpen?: boolean | undefined;
  /** Lines below it are shown; undefined when it can have none. */
  readonly isExpanded?: boolean | undefined;
  /** A click on it, or Enter. */
  readonly onChoose: () => void;
  /** A `GridCell` for each column. */
  readonly children: ReactNode;
}

/** One line of a `LineTable`. */
export function LineRow(props: LineRowProps) {
  const { placed, level, isOpen, isExpanded, onChoose, children } = props;
  return (
    <GridRow
      line={placed.line}
      top={placed.top}
      className={styles.row}
      data-columns
      data-open={isOpen === true || undefined}
      data-sums={isExpanded !== undefined || undefined}
      aria-level={level}
      aria-selected={isOpen}
      aria-expanded={isExpanded}
      tabIndex={placed.isTabStop ? 0 : -1}
      onClick={onChoose}
      onFocus={placed.onFocus}
      onKeyDown={(event) => {
        // Enter on a control inside the row is that control's.
        if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
        event.stopPropagation();
        onChoose();
      }}
    >
      {children}
    </GridRow>
  );
}
