import { useState } from 'react';
import { explain } from '#renderer/state/explain.ts';
import { useStampedLook } from '#renderer/state/use-inspector.ts';
import { useClient, useMirror } from '#renderer/state/use-mirror.tsx';
import type { AuditRow } from '#shared/domain/audit.ts';
import { mergePage } from './audit-pages.ts';

const pageRows = 200;

/** The audit, newest first, as far as it was read. */
export interface Audit {
  /** Undefined until the first page is there. */
  readonly rows: readonly AuditRow[] | undefined;
  readonly failure: string | null;
  /** Older rows exist that were not read yet. */
  readonly hasMore: boolean;
  readonly isReadingMore: boolean;
  readonly readMore: () => void;
  /** Tries again what failed. */
  readonly lookAgain: () => void;
}

/** Reads the newest page, again after each look of the console, and older pages on demand. */
export function useAudit(): Audit {
  const client = useClient();
  const stamp = useMirror((state) => state.view?.header.observedAt ?? '');
  const [known, setKnown] = useState<readonly AuditRow[]>([]);
  const [merged, setMerged] = useState<readonly AuditRow[] | undefined>(undefined);
  const [older, setOlder] = useState<{ isReading: boolean; failure: string | null }>({
    isReading: false,
    failure: null,
  });
  const look = useStampedLook('audit', stamp, (one) => one.audit.list({ limit: pageRows }));
  if (look.value !== merged) {
    setMerged(look.value);
    if (look.value !== undefined) setKnown(mergePage(known, look.value));
  }

  const readMore = async (): Promise<void> => {
    const before = known.at(-1)?.sequence;
    if (client === null || before === undefined || older.isReading) return;
    setOlder({ isReading: true, failure: null });
    try {
      const page = await client.audit.list({ before, limit: pageRows });
      setKnown((rows) => mergePage(rows, page));
      setOlder({ isReading: false, failure: null });
    } catch (error) {
      setOlder({ isReading: false, failure: explain(error) });
    }
  };

  return {
    rows: look.value === undefined ? undefined : known,
    failure: look.failure ?? older.failure,
    // The chain begins with row 1.
    hasMore: (known.at(-1)?.sequence ?? 1) > 1,
    isReadingMore: older.isReading,
    readMore: () => void readMore(),
    lookAgain: () => (older.failure === null ? look.lookAgain() : void readMore()),
  };
}
