import { CircleCheck, SearchX } from 'lucide-react';
import { counted } from '#shared/domain/counted.ts';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { formatClock } from '#renderer/ui/time.ts';
import { laneLabels } from '#renderer/ui/lane-icon.tsx';
import styles from './list-states.module.css';

const skeletonRows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** While the first look runs, or its rows are on their way: the shape of what will be there. */
export function FirstLook() {
  const places = useMirror((state) => state.view?.header.workspaces.length ?? 0);
  const isPartial = useMirror((state) => state.isPartial);
  const words = isPartial ? 'The rows are on their way…' : 'The first look is running…';
  return (
    <div className={styles.first}>
      <output>{places === 0 ? 'Reaching the console…' : words}</output>
      <div aria-hidden="true">
        {skeletonRows.map((key) => (
          <div key={key} className={styles.skeleton}>
            <i />
            <i />
            <i />
          </div>
        ))}
      </div>
    </div>
  );
}

/** Nothing to show: because nothing needs the operator, or because the filter matches nothing. */
export function EmptyList() {
  const lane = useMirror((state) => state.lane);
  const isFiltered = useMirror((state) => state.query.trim() !== '' || state.workspace !== null);
  const observedAt = useMirror((state) => state.view?.header.observedAt ?? '');
  const environments = useMirror((state) => state.view?.environments.length ?? 0);
  const acknowledged = useMirror((state) => state.view?.acknowledged.length ?? 0);
  const intents = useIntents();
  if (isFiltered)
    return (
      <div className={styles.empty}>
        <SearchX size={28} strokeWidth={1.5} aria-hidden="true" />
        <p>Nothing here matches the filter.</p>
        <Button onClick={() => intents.arrange({ query: '', workspace: null })}>
          Clear filter
        </Button>
      </div>
    );
  const count = counted(environments, 'environment');
  return (
    <div className={styles.empty}>
      <CircleCheck className={styles.good} size={28} strokeWidth={1.5} aria-hidden="true" />
      <p>
        <b>{lane === null ? 'Nothing needs you.' : `Nothing ${laneLabels[lane].toLowerCase()}.`}</b>
      </p>
      <p>
        Last full check {formatClock(observedAt)}, {count}.
        {acknowledged > 0 && ` ${acknowledged} acknowledged.`}
      </p>
    </div>
  );
}
