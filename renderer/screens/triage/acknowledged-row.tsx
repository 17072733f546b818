import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { GridCell } from '#renderer/ui/grid.tsx';
import { LaneIcon } from '#renderer/ui/lane-icon.tsx';
import { LineRow } from '#renderer/ui/line-row.tsx';
import type { PlacedLine } from '#renderer/ui/line-table.tsx';
import { Sentence } from '#renderer/ui/sentence.tsx';
import { formatAge, formatDay } from '#renderer/ui/time.ts';
import type { Condition } from '#shared/domain/condition.ts';
import styles from './acknowledged.module.css';
import { sayPlace, shortenPaths } from './place-words.ts';
import { sayRisk } from './risk-words.ts';

export interface AcknowledgedRowProps {
  readonly condition: Condition;
  readonly placed: PlacedLine;
  readonly nowMs: number;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

/** One item that was taken off the list, with the way back onto it. */
export function AcknowledgedRow({
  condition,
  placed,
  nowMs,
  isOpen,
  onOpen,
}: AcknowledgedRowProps) {
  const { putBack } = useIntents();
  const { id, runId, title, snoozedUntil } = condition;
  const isBusy = useMirror((state) => state.busy.size > 0);
  const run = useMirror((state) => state.runNames.get(runId ?? '') ?? runId);
  const { first, second, whole } = sayRisk(condition.workAtRisk);
  const until = snoozedUntil === undefined ? '' : `Snoozed until ${formatDay(snoozedUntil)} · `;
  const place = `${until}${sayPlace(condition, run)}`;
  return (
    <LineRow placed={placed} isOpen={isOpen} onChoose={onOpen}>
      <GridCell className={styles.title}>
        <LaneIcon lane={condition.lane} />
        <span>
          <b title={title}>{title}</b>
          <small title={place}>
            <Sentence text={place} />
          </small>
        </span>
      </GridCell>
      <GridCell className={styles.why} title={condition.message}>
        <Sentence text={shortenPaths(condition.message, condition.subject.workspace)} />
      </GridCell>
      <GridCell className={styles.quiet} title={whole}>
        {[first, second].filter((word) => word !== '').join(' · ')}
      </GridCell>
      <GridCell className={styles.quiet}>{formatAge(condition.since, nowMs)}</GridCell>
      <GridCell className={styles.action}>
        <Button
          size="s"
          tabIndex={placed.isTabStop ? 0 : -1}
          disabled={isBusy}
          aria-label={`Put back on the list: ${title}`}
          onClick={(event) => {
            event.stopPropagation();
            // The button cannot have the focus while it is done.
            event.currentTarget.closest<HTMLElement>('[role=row]')?.focus();
            void putBack(id);
          }}
        >
          Put back
        </Button>
      </GridCell>
    </LineRow>
  );
}
