import { useMirror, useNow } from '#renderer/state/use-mirror.tsx';
import styles from './connection-lost.module.css';

/** Says that what is shown is no longer followed, and when the next try is. */
export function ConnectionLost() {
  const connection = useMirror((state) => state.connection);
  const hasView = useMirror((state) => state.view !== null);
  const nowMs = useNow(1000);
  if (connection.kind !== 'lost') return null;
  const seconds = Math.max(0, Math.ceil((connection.nextTryAtMs - nowMs) / 1000));
  return (
    <p className={styles.lost} role="alert">
      <b>Connection lost, trying again</b>
      <span aria-hidden="true">{seconds > 0 ? ` in ${seconds} s.` : ' now.'}</span>{' '}
      {connection.message} {hasView && 'What you see is what was last seen.'}
    </p>
  );
}
