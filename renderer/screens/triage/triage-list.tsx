import { useEffect, useEffectEvent, useRef } from 'react';
import { useIntents, useMirror, useNow } from '#renderer/state/use-mirror.tsx';
import { Grid } from '#renderer/ui/grid.tsx';
import { GroupLine } from './group-line.tsx';
import { TriageRow } from './triage-row.tsx';
import { useLines } from './use-lines.ts';
import styles from './triage-list.module.css';

const columns = ['Selected', 'Lane', 'Task', 'Why', 'Work at risk', 'Age', 'Action'];

/** The list of what needs the operator: a grid of which only the visible rows exist. */
export function TriageList() {
  const scroller = useRef<HTMLDivElement>(null);
  const intents = useIntents();
  const nowMs = useNow(15_000);
  const focusedId = useMirror((state) => state.focusedId);
  const isBusy = useMirror((state) => state.isPartial);
  const { layout, items, height, focusedLine, scrollTo } = useLines(scroller);
  const firstItem = layout.hasHeadings ? 1 : 0;
  const tabStop = focusedLine < 0 ? firstItem : focusedLine;

  const followFocus = useEffectEvent(() => {
    if (focusedLine < 0) return;
    scrollTo(focusedLine);
    const list = scroller.current;
    const row = list?.querySelector<HTMLElement>('[data-focused]');
    const active = document.activeElement;
    // Whoever types elsewhere, or presses a button inside the row, keeps the focus.
    const isFree = active === document.body || list?.contains(active) === true;
    if (isFree && row?.contains(active) === false) row.focus({ preventScroll: true });
  });
  // Only a moved focus scrolls: a list that changes around it stays where it is.
  useEffect(() => {
    if (focusedId !== null) followFocus();
  }, [focusedId]);

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      onPointerEnter={() => intents.setHold({ isPointerOver: true })}
      onPointerLeave={() => intents.setHold({ isPointerOver: false })}
      onFocus={() => intents.setHold({ isFocusWithin: true })}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget))
          intents.setHold({ isFocusWithin: false });
      }}
    >
      <Grid
        label="What needs you"
        columns={columns}
        lineCount={layout.lineCount}
        height={height}
        aria-busy={isBusy || undefined}
      >
        {items.map(({ key, line, index, top }) => {
          if (line.kind === 'group')
            return <GroupLine key={key} group={line.group} line={index} top={top} />;
          const isTabStop = index === tabStop;
          return (
            <TriageRow key={key} id={line.id} line={index} top={top} {...{ nowMs, isTabStop }} />
          );
        })}
      </Grid>
    </div>
  );
}
