import { Layers } from 'lucide-react';
import type { Group } from '#shared/domain/group.ts';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { withEllipsis } from '#renderer/state/words.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { GridCell, GridRow } from '#renderer/ui/grid.tsx';
import { formatClock } from '#renderer/ui/time.ts';
import { verbShortLabels } from '#shared/domain/verb.ts';
import { causeWords, countProposals } from './group-words.ts';
import { baseName } from './place-words.ts';
import { sayRiskOfAll } from './risk-words.ts';
import styles from './group-line.module.css';

export interface GroupLineProps {
  readonly group: Group;
  /** Pixels from the top of the list. */
  readonly top: number;
  /** Its number among all lines, from 0. */
  readonly line: number;
}

/** The heading of conditions with one cause: how many, what is at risk, and one decision for all. */
export function GroupLine({ group, top, line }: GroupLineProps) {
  const intents = useIntents();
  const byId = useMirror((state) => state.byId);
  const selected = useMirror((state) => state.selected);
  const members = group.conditions.flatMap(({ id }) => byId.get(id) ?? []);
  const chosen = members.filter(({ id }) => selected.has(id)).length;
  const { cause } = group;
  const title = cause === null ? 'On their own' : (cause.title ?? causeWords[cause.reason]);
  const facts =
    cause === null
      ? String(members.length)
      : [
          formatClock(new Date(cause.sinceMs).toISOString()).slice(0, 5),
          `${members.length} in ${baseName(cause.workspace)}`,
          ...sayRiskOfAll(members),
        ].join(' · ');
  return (
    <GridRow line={line} top={top} className={styles.group}>
      <GridCell>
        <Checkbox
          label={`Select all of “${title}”`}
          isChecked={chosen > 0 && chosen === members.length}
          isMixed={chosen > 0 && chosen < members.length}
          tabIndex={-1}
          onChange={(isChecked) =>
            intents.select(
              members.map(({ id }) => id),
              isChecked,
            )
          }
        />
      </GridCell>
      <GridCell aria-colspan={5} className={styles.title}>
        <Layers size={16} strokeWidth={1.75} aria-hidden="true" />
        <b>{title}</b>
        <span>{facts}</span>
      </GridCell>
      <GridCell className={styles.offers}>
        {cause !== null &&
          countProposals(members)
            .slice(0, 2)
            .map(({ verb, ids }) => (
              <button
                key={verb}
                type="button"
                tabIndex={-1}
                onClick={() => void intents.act(verb, ids)}
              >
                {withEllipsis(verb, `${verbShortLabels[verb]} ${ids.length}`)}
              </button>
            ))}
      </GridCell>
    </GridRow>
  );
}
