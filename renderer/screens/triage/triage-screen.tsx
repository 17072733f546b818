import { isKnown } from '#renderer/state/is-known.ts';
import { useMirror } from '#renderer/state/use-mirror.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { ListBar } from './list-bar.tsx';
import { EmptyList, FirstLook } from './list-states.tsx';
import { TriageList } from './triage-list.tsx';
import styles from './list-states.module.css';

/** What needs the operator: the list with its heading, states and bulk actions. */
export function TriageScreen() {
  const isLookedAt = useMirror((state) => state.view?.header.observedAt != null);
  const canBeEmpty = useMirror(isKnown);
  const failure = useMirror((state) => state.view?.header.failure ?? null);
  const isEmpty = useMirror((state) => state.layout.count === 0);
  return (
    <>
      <ListBar />
      {failure !== null && (
        <p className={styles.failure} role="alert">
          <b>The last look failed.</b> {failure}
          {isLookedAt && ' The rows below are the last good ones.'}
        </p>
      )}
      {isEmpty && (canBeEmpty ? <EmptyList /> : <FirstLook />)}
      {!isEmpty && <TriageList />}
      <BulkBar />
    </>
  );
}
