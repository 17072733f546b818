import type { AuditRow } from '#shared/domain/audit.ts';
import { readable } from '#shared/domain/readable.ts';
import styles from './audit-list.module.css';
import { formatMoment } from './time.ts';
import { Sentence } from './sentence.tsx';

const actorWords: Readonly<Record<AuditRow['actor'], string>> = {
  operator: 'you',
  rollcall: 'Rollcall',
  agent: 'agent',
  import: 'import',
};

/** Audit rows as a story, in the order given. */
export function AuditList(props: { readonly rows: readonly AuditRow[]; readonly nowMs: number }) {
  if (props.rows.length === 0)
    return <p className={styles.none}>Nothing was written down about it yet.</p>;
  return (
    <ol className={styles.list}>
      {props.rows.map((row) => (
        <li key={row.sequence}>
          <time dateTime={row.at}>{formatMoment(row.at, props.nowMs)}</time>
          <div>
            <p className={styles.what}>
              <b>{readable(row.verb)}</b>
              <span>
                {readable(row.result)} · by {actorWords[row.actor]}
                {row.isForced === true && ' · forced'}
              </span>
            </p>
            {row.message !== '' && (
              <p className={styles.message}>
                <Sentence text={row.message} />
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
