import { useMemo } from 'react';
import { countElsewhere } from '#renderer/state/layout.ts';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { withEllipsis } from '#renderer/state/words.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Menu, MenuItem } from '#renderer/ui/menu.tsx';
import { verbLabels, verbShortLabels } from '#shared/domain/verb.ts';
import { countOffers } from './group-words.ts';
import { BarButton } from '#renderer/ui/bar-button.tsx';
import styles from './bulk-bar.module.css';

const shownAtMost = 3;

/** What can be done with the selected ones, each verb with the number it is offered for. */
export function BulkBar() {
  const intents = useIntents();
  const byId = useMirror((state) => state.byId);
  const selected = useMirror((state) => state.selected);
  const layout = useMirror((state) => state.layout);
  const listed = layout.count;
  const isAll = useMirror((state) => state.isAllSelected);
  const waiting = useMirror((state) => state.waiting - state.ghosts.size);
  const isPartial = useMirror((state) => state.isPartial);
  const conditions = useMemo(
    () => [...selected].flatMap((id) => byId.get(id) ?? []),
    [selected, byId],
  );
  const offers = useMemo(() => countOffers(conditions), [conditions]);
  const elsewhere = useMemo(() => countElsewhere(layout, conditions), [layout, conditions]);
  if (conditions.length === 0) return null;
  const newer = isAll && !isPartial ? Math.max(0, listed + waiting - conditions.length) : 0;
  const first = offers.slice(0, shownAtMost);
  const others = offers.slice(shownAtMost);
  return (
    <section className={styles.bulk} aria-label="Selected items">
      <span className={styles.count}>
        <b>{conditions.length}</b>
        {elsewhere === 0 ? ` of ${listed} selected` : ` selected, ${elsewhere} not in this list`}
        {newer > 0 && ` · ${newer} new, not selected`}
        {isAll && isPartial && ' · the others are on their way'}
      </span>
      {conditions.length - elsewhere < listed && !isPartial && (
        <BarButton onClick={() => intents.selectAll()}>Select all {listed}</BarButton>
      )}
      <div className={styles.offers}>
        {first.map(({ verb, ids }) => (
          <Button
            key={verb}
            size="s"
            keys={verb === 'acknowledge' ? 'E' : undefined}
            onClick={() => void intents.act(verb, ids)}
          >
            {withEllipsis(verb, `${verbShortLabels[verb]} ${ids.length}`)}
          </Button>
        ))}
        {others.length > 0 && (
          <Menu trigger={<Button size="s">More</Button>}>
            {others.map(({ verb, ids }) => (
              <MenuItem key={verb} onSelect={() => void intents.act(verb, ids)}>
                {withEllipsis(verb, `${verbLabels[verb]} · ${ids.length}`)}
              </MenuItem>
            ))}
          </Menu>
        )}
      </div>
      <BarButton onClick={() => intents.clearSelection()}>Clear</BarButton>
    </section>
  );
}
