import { useRef, useState, type KeyboardEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMirror } from '#renderer/state/use-mirror.tsx';
import { Grid } from '#renderer/ui/grid.tsx';
import { EnvironmentTableRow } from './environment-table-row.tsx';
import styles from './environments-table.module.css';
import type { ListedEnvironment } from './filter-environments.ts';
import { stepLine } from './step-line.ts';

const columns = ['Environment', 'Branch', 'State', 'Health', 'Task', 'Recovery'];
const rowHeights = { comfortable: 52, compact: 44 } as const;

export interface EnvironmentsTableProps {
  readonly environments: readonly ListedEnvironment[];
  readonly openedId: string | null;
  readonly onOpen: (environmentId: string) => void;
}

/** A grid of which only the rows in sight exist. Arrows or J and K move, Enter opens. */
export function EnvironmentsTable({ environments, openedId, onOpen }: EnvironmentsTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const density = useMirror((state) => state.appearance.density);
  const [focusedId, setFocusedId] = useState(openedId);
  const focusedLine = environments.findIndex(({ row }) => row.id === focusedId);
  // Its answers change without its identity changing, so nothing here may be memoised; nothing is.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: environments.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeights[density],
    getItemKey: (index) => environments[index]?.row.id ?? index,
    overscan: 8,
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const next = stepLine(event.key, focusedLine, environments.length);
    const target = environments[next ?? -1];
    if (next === null || target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setFocusedId(target.row.id);
    virtual.scrollToIndex(next);
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[aria-rowindex="${next + 2}"]`)?.focus();
    });
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
          label="Environments"
          columns={columns}
          lineCount={environments.length}
          height={virtual.getTotalSize()}
          aria-multiselectable={false}
          onKeyDown={onKeyDown}
        >
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const listed = environments[index];
            return listed === undefined ? null : (
              <EnvironmentTableRow
                key={key}
                listed={listed}
                line={index}
                top={start}
                isOpen={listed.row.id === openedId}
                isTabStop={index === Math.max(0, focusedLine)}
                onOpen={onOpen}
                onFocus={setFocusedId}
              />
            );
          })}
        </Grid>
      </div>
    </>
  );
}
