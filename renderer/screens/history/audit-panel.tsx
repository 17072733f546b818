import { useDeferredValue, useState } from 'react';
import { counted } from '#shared/domain/counted.ts';
import { useNow } from '#renderer/state/use-mirror.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { FailureNote } from '#renderer/ui/failure-note.tsx';
import { NothingListed } from '#renderer/ui/list-screen.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { AuditBar } from './audit-bar.tsx';
import { everything, isEverything } from './audit-filter.ts';
import styles from './audit-panel.module.css';
import { AuditTable } from './audit-table.tsx';
import { useAudit } from './use-audit.ts';
import { VerifyButton } from './verify-button.tsx';

/** The append-only account: newest first, narrowed, exported, and whether it is intact. */
export function AuditPanel() {
  const [question, setQuestion] = useState(everything);
  const audit = useAudit(useDeferredValue(question));
  const nowMs = useNow(30_000);
  const [brokenAt, setBrokenAt] = useState<number | null>(null);
  const rows = audit.rows ?? [];
  return (
    <div className={styles.panel}>
      <div className={styles.bar}>
        <AuditBar question={question} onQuestion={setQuestion} />
        <output className={styles.count}>
          {audit.rows !== undefined &&
            `${counted(rows.length, 'row')}${audit.hasMore ? ' so far' : ''}`}
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
        {audit.rows !== undefined && rows.length === 0 && (
          <NothingListed
            none="The audit is empty."
            noMatch="No row matches."
            isFiltered={!isEverything(question)}
            next="Every action, and every change that Rollcall makes to a record, is written down here."
          />
        )}
        {rows.length > 0 && <AuditTable rows={rows} nowMs={nowMs} brokenAt={brokenAt} />}
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
