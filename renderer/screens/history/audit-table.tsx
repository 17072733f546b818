import { memo, useState } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { Sentence } from '#renderer/ui/sentence.tsx';
import { formatMoment } from '#renderer/ui/time.ts';
import type { AuditRow } from '#shared/domain/audit.ts';
import { readable } from '#shared/domain/readable.ts';
import { actorWords, printValue, sayVerb } from './audit-filter.ts';
import styles from './audit-table.module.css';

export interface AuditTableProps {
  readonly rows: readonly AuditRow[];
  readonly nowMs: number;
  /** The row at which the chain is broken, if it is. */
  readonly brokenAt: number | null;
}

/** Rows of the audit, in the order given. */
export function AuditTable({ rows, nowMs, brokenAt }: AuditTableProps) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">No.</th>
          <th scope="col">Time</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
          <th scope="col">Subject</th>
          <th scope="col">Result</th>
          <th scope="col">Message</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <AuditTableRow
            key={row.sequence}
            row={row}
            time={formatMoment(row.at, nowMs)}
            isBroken={row.sequence === brokenAt}
          />
        ))}
      </tbody>
    </table>
  );
}

interface AuditTableRowProps {
  readonly row: AuditRow;
  readonly time: string;
  readonly isBroken: boolean;
}

const AuditTableRow = memo(function AuditTableRow({ row, time, isBroken }: AuditTableRowProps) {
  const { planFingerprint: plan } = row;
  const [isOpen, setIsOpen] = useState(false);
  const before = printValue(row.before);
  const after = printValue(row.after);
  const hasValues = before !== null || after !== null;
  return (
    <tr data-broken={isBroken || undefined}>
      <td className={styles.number}>{row.sequence}</td>
      <td className={styles.time}>
        <time dateTime={row.at}>{time}</time>
      </td>
      <td>{actorWords[row.actor]}</td>
      <td className={styles.what}>
        {sayVerb(row.verb)}
        {row.isForced === true && <span className={styles.forced}>forced</span>}
      </td>
      <td className={styles.code} title={row.subject}>
        <span>{row.subject}</span>
      </td>
      <td>{readable(row.result)}</td>
      <td className={styles.message}>
        {isBroken && <b>The chain is broken here. </b>}
        <Sentence text={row.message} />
        {plan !== undefined && (
          <span className={styles.plan} title={`Fingerprint of the plan: ${plan}`}>
            plan {plan.slice(0, 8)}
          </span>
        )}
        {hasValues && (
          <Button
            look="quiet"
            size="s"
            aria-expanded={isOpen}
            aria-label={`Before and after of row ${row.sequence}`}
            onClick={() => setIsOpen(!isOpen)}
          >
            Before and after
          </Button>
        )}
        {isOpen && (
          <dl className={styles.values}>
            <dt>Before</dt>
            <dd>{before === null ? 'nothing' : <pre>{before}</pre>}</dd>
            <dt>After</dt>
            <dd>{after === null ? 'nothing' : <pre>{after}</pre>}</dd>
          </dl>
        )}
      </td>
    </tr>
  );
});
