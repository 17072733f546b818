import type { KeyboardEvent, ReactNode } from 'react';
import { Button } from './button.tsx';
import { FailureNote } from './failure-note.tsx';
import { ListHead } from './list-head.tsx';
import styles from './list-screen.module.css';
import { Skeleton } from './skeleton.tsx';

export interface ListScreenProps {
  readonly title: string;
  /** How many there are, in words. */
  readonly count: ReactNode;
  /** What narrows or arranges the list, at the right of its bar. */
  readonly tools: ReactNode;
  /** A look has finished, and all that it found is here; else neither lines nor their number are shown. */
  readonly isKnown: boolean;
  /** Why the last look failed; null when it did not. */
  readonly failure: string | null;
  readonly onLookAgain: () => void;
  /** What one line opens, beside the list. */
  readonly pane: ReactNode;
  /** Escape closes it, from the list as well; left out while none is open. */
  readonly onClosePane?: (() => void) | undefined;
  /** The list itself, or why it is empty. */
  readonly children: ReactNode;
}

/** A list under its bar, with room for one opened line beside it. The last good lines stay under a failure. */
export function ListScreen(props: ListScreenProps) {
  const { title, count, tools, isKnown, failure, onLookAgain, pane, onClosePane, children } = props;
  const below = isKnown ? ' The lines below are the last good ones.' : '';
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || onClosePane === undefined) return;
    event.stopPropagation();
    onClosePane();
  };
  return (
    // No control of its own: whatever has the focus in it, Escape closes what is open.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles.screen} onKeyDown={onKeyDown}>
      <div className={styles.list}>
        <ListHead title={title}>
          <output>{isKnown && count}</output>
          <div className={styles.right}>{tools}</div>
        </ListHead>
        {failure !== null && (
          <div className={styles.failure}>
            <FailureNote
              message={`The last look failed. ${failure}${below}`}
              onRetry={onLookAgain}
            />
          </div>
        )}
        {isKnown ? (
          children
        ) : (
          <div className={styles.waiting}>
            <Skeleton lines={8} label="The first look is running" />
          </div>
        )}
      </div>
      {pane}
    </div>
  );
}

export interface NothingListedProps {
  /** Nothing is recorded at all. */
  readonly none: string;
  /** Something is recorded, and the filter leaves none of it. */
  readonly noMatch?: string | undefined;
  readonly isFiltered?: boolean | undefined;
  /** What fills it; left out: an agent that starts. */
  readonly next?: string | undefined;
  /** Left out: what narrows it can be cleared beside it. */
  readonly clearLabel?: string | undefined;
  readonly onClear?: (() => void) | undefined;
}

/** In place of an empty list: why it is empty, and what fills it. */
export function NothingListed(props: NothingListedProps) {
  const { none, noMatch, isFiltered = false, next, clearLabel, onClear } = props;
  return (
    <div className={styles.nothing}>
      <b>{isFiltered ? noMatch : none}</b>
      {isFiltered && clearLabel !== undefined && <Button onClick={onClear}>{clearLabel}</Button>}
      {!isFiltered && next !== undefined && <span>{next}</span>}
      {!isFiltered && next === undefined && (
        <span>
          One appears here when an agent starts with <code>rollcall run</code>.
        </span>
      )}
    </div>
  );
}
