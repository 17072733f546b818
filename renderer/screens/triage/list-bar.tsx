import { ArrowDownWideNarrow, Bookmark, Layers } from 'lucide-react';
import { orderings, type Ordering } from '#shared/domain/order.ts';
import { countNeeding } from '#renderer/state/count-needing.ts';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { isAsSaved, shownView } from '#renderer/state/views.ts';
import { BarButton } from '#renderer/ui/bar-button.tsx';
import { ChoiceMenu } from '#renderer/ui/choice-menu.tsx';
import { laneLabels } from '#renderer/ui/lane-icon.tsx';
import { ListHead } from '#renderer/ui/list-head.tsx';
import styles from './list-bar.module.css';
import { QueryChips } from './query-chips.tsx';

const orderingLabels: Readonly<Record<Ordering, string>> = {
  risk: 'Work at risk first',
  newest: 'Newest first',
  oldest: 'Oldest first',
};

function Count() {
  const shown = useMirror((state) => state.layout.count - state.ghosts.size);
  const isPartial = useMirror((state) => state.isPartial);
  const total = useMirror(({ view, lane }) =>
    view === null ? 0 : countNeeding(view.header.summary.lanes, lane),
  );
  const places = useMirror((state) => state.view?.header.workspaces.length ?? 0);
  const isNarrowed = useMirror((state) => state.query.trim() !== '' || state.workspace !== null);
  const isKnown = useMirror((state) => state.view?.header.observedAt != null);
  const intents = useIntents();
  if (!isKnown) return null;
  if (isPartial)
    return (
      <span>
        the first {shown} of {total}
      </span>
    );
  if (!isNarrowed)
    return (
      <span>
        {shown}
        {places > 1 && ` in ${places} workspaces`}
      </span>
    );
  return (
    <>
      <span>
        {shown} of {total}
      </span>
      <QueryChips />
      <BarButton onClick={() => intents.arrange({ query: '', workspace: null })}>
        Clear filter
      </BarButton>
    </>
  );
}

function OrderMenu() {
  const ordering = useMirror((state) => state.ordering);
  const intents = useIntents();
  return (
    <ChoiceMenu
      align="end"
      icon={<ArrowDownWideNarrow size={14} aria-hidden="true" />}
      options={orderings.map((one) => ({ value: one, label: orderingLabels[one] }))}
      chosen={ordering}
      onChoose={(next) => intents.arrange({ ordering: next })}
    />
  );
}

/** Keeps a narrowed list as a view, or what became of the view that is shown. */
function KeepView() {
  const view = useMirror(shownView);
  const isKept = useMirror((state) => view !== undefined && isAsSaved(state, view));
  const isNarrowed = useMirror((state) => state.query.trim() !== '' || state.workspace !== null);
  const { askName, updateView } = useIntents();
  if (isKept || !isNarrowed) return null;
  return (
    <>
      {view !== undefined && (
        <BarButton onClick={() => void updateView(view.id)}>Update “{view.name}”</BarButton>
      )}
      <BarButton aria-keyshortcuts="S" onClick={() => askName({ viewId: null })}>
        <Bookmark size={14} aria-hidden="true" />
        <span className={styles.label}>Save view…</span>
      </BarButton>
    </>
  );
}

/** Above the list: which one, how many, what waits, and how it is arranged. */
export function ListBar() {
  const lane = useMirror((state) => state.lane);
  const view = useMirror(shownView);
  const waiting = useMirror((state) => state.waiting);
  const isGrouped = useMirror((state) => state.isGrouped);
  const problems = useMirror((state) => state.queryProblems);
  const intents = useIntents();
  return (
    <ListHead title={view?.name ?? (lane === null ? 'Needs you' : laneLabels[lane])}>
      <Count />
      {waiting > 0 && (
        <button
          type="button"
          className={styles.waiting}
          aria-keyshortcuts="."
          onClick={() => intents.bringIn()}
        >
          {waiting} new
        </button>
      )}
      {problems[0] !== undefined && <span className={styles.problem}>{problems[0].message}</span>}
      <div className={styles.right}>
        <KeepView />
        <BarButton
          aria-pressed={isGrouped}
          onClick={() => intents.arrange({ isGrouped: !isGrouped })}
        >
          <Layers size={14} aria-hidden="true" />
          <span className={styles.label}>Grouped by cause</span>
        </BarButton>
        <OrderMenu />
      </div>
    </ListHead>
  );
}
