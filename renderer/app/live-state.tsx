import { useMirror, useNow } from '#renderer/state/use-mirror.tsx';
import { formatAge } from '#renderer/ui/time.ts';
import styles from './live-state.module.css';

/** Whether facts arrive, and how old the last look is. */
export function LiveState() {
  const connection = useMirror((state) => state.connection);
  const observedAt = useMirror((state) => state.view?.header.observedAt ?? null);
  const isLooking = useMirror((state) => state.isLooking);
  const nowMs = useNow(1000);
  const words = { connecting: 'Connecting', live: 'Live', lost: 'Connection lost' } as const;
  const age = observedAt === null ? null : `looked ${formatAge(observedAt, nowMs)} ago`;
  return (
    <div className={styles.live} data-kind={connection.kind}>
      <i aria-hidden="true" />
      <span>{words[connection.kind]}</span>
      <span className={styles.age}>{isLooking ? '· looking…' : age !== null && `· ${age}`}</span>
    </div>
  );
}
