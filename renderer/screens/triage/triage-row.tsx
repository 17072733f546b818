import { memo, type MouseEvent } from 'react';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { GridCell, GridRow } from '#renderer/ui/grid.tsx';
import { Sentence } from '#renderer/ui/sentence.tsx';
import { VisuallyHidden } from '#renderer/ui/visually-hidden.tsx';
import { LaneIcon, laneLabels } from '#renderer/ui/lane-icon.tsx';
import { formatAge } from '#renderer/ui/time.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { RowAction } from './row-action.tsx';
import { sayPlace, shortenPaths } from './place-words.ts';
import { sayRisk } from './risk-words.ts';
import styles from './triage-row.module.css';

export interface TriageRowProps {
  readonly id: string;
  /** Pixels from the top of the list. */
  readonly top: number;
  /** Its number among all lines, from 0. */
  readonly line: number;
  readonly nowMs: number;
  readonly isTabStop: boolean;
}

function Title({ condition }: { readonly condition: Condition }) {
  const { runId } = condition;
  const run = useMirror((state) => state.runNames.get(runId ?? '') ?? runId);
  const place = sayPlace(condition, run);
  return (
    <GridCell className={styles.title}>
      <b title={condition.title}>{condition.title}</b>
      <small title={place}>
        <Sentence text={place} />
      </small>
    </GridCell>
  );
}

function Risk({ condition }: { readonly condition: Condition }) {
  const { first, second, whole } = sayRisk(condition.workAtRisk);
  return (
    <GridCell className={styles.risk} title={whole}>
      <b data-word={first}>{first}</b>
      {second}
    </GridCell>
  );
}

/** One condition. Its values change in place; its position does not while it is looked at. */
export const TriageRow = memo(({ id, top, line, nowMs, isTabStop }: TriageRowProps) => {
  const intents = useIntents();
  const condition = useMirror((state) => state.byId.get(id) ?? state.ghosts.get(id));
  const isGone = useMirror((state) => !state.byId.has(id));
  const isSelected = useMirror((state) => state.selected.has(id));
  const isFocused = useMirror((state) => state.focusedId === id);
  const isOpen = useMirror((state) => state.opened?.id === id);
  if (condition === undefined) return null;

  const onClick = (event: MouseEvent<HTMLElement>) => {
    // A press on the box or a button in the row is theirs.
    if (event.target instanceof Element && event.target.closest('button,input')) return;
    if (event.shiftKey) intents.extendTo(id);
    else if (event.metaKey || event.ctrlKey) intents.toggle(id);
    else intents.go({ kind: 'item', conditionId: id });
  };
  return (
    <GridRow
      line={line}
      top={top}
      aria-selected={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      className={styles.row}
      data-focused={isFocused || undefined}
      data-open={isOpen || undefined}
      data-selected={isSelected || undefined}
      data-gone={isGone || undefined}
      onClick={onClick}
      onFocus={() => !isFocused && intents.focus(id)}
      onContextMenu={(event) => {
        event.preventDefault();
        intents.focus(id);
        intents.show({ menuId: id });
      }}
    >
      <GridCell className={styles.box}>
        <Checkbox
          label={`Select ${condition.title}`}
          isChecked={isSelected}
          tabIndex={isTabStop ? 0 : -1}
          onChange={() => intents.toggle(id)}
        />
      </GridCell>
      <GridCell className={styles.lane} title={laneLabels[condition.lane]}>
        <LaneIcon lane={condition.lane} />
        <VisuallyHidden>{laneLabels[condition.lane]}</VisuallyHidden>
      </GridCell>
      <Title condition={condition} />
      <GridCell className={styles.why} title={condition.message}>
        <span>
          <Sentence text={shortenPaths(condition.message, condition.subject.workspace)} />
        </span>
      </GridCell>
      <Risk condition={condition} />
      <GridCell className={styles.age} title={condition.since}>
        {formatAge(condition.since, nowMs)}
      </GridCell>
      <GridCell className={styles.action}>
        <RowAction condition={condition} isGone={isGone} isTabStop={isTabStop} />
      </GridCell>
    </GridRow>
  );
});
TriageRow.displayName = 'TriageRow';
