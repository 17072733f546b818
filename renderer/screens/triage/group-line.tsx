import { Layers } from 'lucide-react';
import { memo } from 'react';
import type { RowGroup } from '#renderer/state/layout.ts';
import { Sentence } from '#renderer/ui/sentence.tsx';
import { lastPart } from '#shared/domain/last-part.ts';
import { useIntents } from '#renderer/state/use-mirror.tsx';
import { withEllipsis } from '#renderer/state/words.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { GridCell, GridRow } from '#renderer/ui/grid.tsx';
import { formatClock } from '#renderer/ui/time.ts';
import { verbShortLabels } from '#shared/domain/verb.ts';
import { causeWords } from './group-words.ts';
import { useGroupFacts, useSelectedOf } from './use-group-facts.ts';
import styles from './group-line.module.css';

export interface GroupLineProps {
  readonly group: RowGroup;
  /** Pixels from the top of the list. */
  readonly top: number;
  /** Its number among all lines, from 0. */
  readonly line: number;
}

/** The heading of conditions with one cause: how many, what is at risk, and one decision for all. */
export const GroupLine = memo(({ group, top, line }: GroupLineProps) => {
  const intents = useIntents();
  const { ids, risk, proposals } = useGroupFacts(group);
  const chosen = useSelectedOf(ids);
  const { cause } = group;
  const title = cause === null ? 'On their own' : (cause.title ?? causeWords[cause.reason]);
  const facts =
    cause === null
      ? String(ids.length)
      : [
          formatClock(new Date(cause.sinceMs).toISOString()).slice(0, 5),
          `${ids.length} in ${lastPart(cause.workspace)}`,
          ...risk,
        ].join(' · ');
  return (
    <GridRow line={line} top={top} className={styles.group}>
      <GridCell>
        <Checkbox
          label={`Select all of “${title}”`}
          isChecked={chosen > 0 && chosen === ids.length}
          isMixed={chosen > 0 && chosen < ids.length}
          tabIndex={-1}
          onChange={(isChecked) => intents.select(ids, isChecked)}
        />
      </GridCell>
      <GridCell aria-colspan={5} className={styles.title}>
        <Layers size={16} strokeWidth={1.75} aria-hidden="true" />
        <b>{title}</b>
        <span title={facts}>
          <Sentence text={facts} />
        </span>
      </GridCell>
      <GridCell className={styles.offers}>
        {proposals.slice(0, 2).map((offer) => (
          <button
            key={offer.verb}
            type="button"
            tabIndex={-1}
            onClick={() => void intents.act(offer.verb, offer.ids)}
          >
            {withEllipsis(offer.verb, `${verbShortLabels[offer.verb]} ${offer.ids.length}`)}
          </button>
        ))}
      </GridCell>
    </GridRow>
  );
});
GroupLine.displayName = 'GroupLine';
