import type { Evidence } from '#shared/domain/observation.ts';
import styles from './evidence-list.module.css';
import { formatClock, formatMoment } from './time.ts';
import { Sentence } from './sentence.tsx';

export interface EvidenceListProps {
  readonly evidence: readonly Evidence[];
  /** Milliseconds since the epoch; looks of another day show their day. */
  readonly nowMs: number;
}

const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What was looked at, what was seen, when: one row per probe. */
export function EvidenceList({ evidence, nowMs }: EvidenceListProps) {
  if (evidence.length === 0) return <p className={styles.none}>No probe left evidence.</p>;
  return (
    <dl className={styles.list}>
      {evidence.map((entry) => (
        <div className={styles.row} key={`${entry.probe} ${entry.observedAt} ${entry.value}`}>
          <dt className={styles.probe}>{sentenceCase(entry.probe)}</dt>
          <dd className={styles.value}>
            <Sentence text={entry.value} />
          </dd>
          <dd className={styles.time}>
            <time dateTime={entry.observedAt} title={formatMoment(entry.observedAt, nowMs)}>
              {formatClock(entry.observedAt)}
            </time>
          </dd>
        </div>
      ))}
    </dl>
  );
}
