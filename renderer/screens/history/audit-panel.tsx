import { useMemo, useState } from 'react';
import { useNow } from '#renderer/state/use-mirror.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { FailureNote } from '#renderer/ui/failure-note.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { findRows } from './audit-pages.ts';
import styles from './audit-panel.module.css';
import { AuditTable } from './audit-table.tsx';
import { useAudit } from './use-audit.ts';
import { VerifyButton } from './verify-button.tsx';

/** The append-only account: newest first, older rows on demand, and whether it is intact. */
export function AuditPanel() {
  const audit = useAudit();
  const nowMs = useNow(30_000);
  const [text, setText] = useState('');
  const [brokenAt, setBrokenAt] = useState<number | null>(null);
  const known = useMemo(() => audit.rows ?? [], [audit.rows]);
  const shown = useMemo(() => findRows(known, text), [known, text]);
  return (
    <div className={styles.panel}>
      <div className={styles.bar}>
        <SearchField label="Find in the rows read" text={text} onText={setText} />
        <output className={styles.count}>
          {text === ''
            ? `${known.length} rows read`
            : `${shown.length} of ${known.length} rows read`}
        </output>
        <VerifyButton onVerdict={setBrokenAt} />
      </div>
      {audit.failure !== null && (
        <div className={styles.failure}>
          <FailureNote message={audit.failure} onRetry={audit.lookAgain} />
        </div>
      )}
      {/* Scrolls, so the keyboard has to reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={styles.rows} tabIndex={0} aria-label="Audit rows">
        {audit.rows === undefined && audit.failure === null && (
          <div className={styles.waiting}>
            <Skeleton lines={10} label="Reading the audit" />
          </div>
        )}
        {audit.rows !== undefined && shown.length === 0 && (
          <p className={styles.none}>
            {known.length === 0 ? 'The audit is empty.' : 'No row read so far matches.'}
          </p>
        )}
        {shown.length > 0 && <AuditTable rows={shown} nowMs={nowMs} brokenAt={brokenAt} />}
        {audit.hasMore && (
          <div className={styles.more}>
            <Button disabled={audit.isReadingMore} onClick={audit.readMore}>
              {audit.isReadingMore ? 'Reading…' : 'Read older rows'}
            </Button>
          </div>
        )}
      </section>
    </div>
  );
}
