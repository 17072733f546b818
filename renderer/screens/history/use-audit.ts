import { useState } from 'react';
import { useStampedLook } from '#renderer/state/use-inspector.ts';
import { useClient, useMirror } from '#renderer/state/use-mirror.tsx';
import type { AuditRow } from '#shared/domain/audit.ts';
import { messageOf } from '#shared/result.ts';
import { isEverything, toFilter, type AuditQuestion } from './audit-filter.ts';
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

/** What was read for one question, and how many pages were asked for. */
interface Known {
  readonly key: string;
  readonly rows: readonly AuditRow[];
  readonly pages: number;
}

/**
 * Reads the newest page of the rows that the question leaves, again after each look of the console, and
 * older pages on demand. Another question begins anew.
 */
export function useAudit(question: AuditQuestion): Audit {
  const client = useClient();
  const stamp = useMirror((state) => state.view?.header.observedAt ?? '');
  const [merged, setMerged] = useState<readonly AuditRow[] | undefined>(undefined);
  const [older, setOlder] = useState<{ isReading: boolean; failure: string | null }>({
    isReading: false,
    failure: null,
  });
  const filter = toFilter(question);
  const key = `audit ${JSON.stringify(filter)}`;
  const [known, setKnown] = useState<Known>({ key, rows: [], pages: 1 });
  const isWhole = isEverything(question);
  // Rows of another question are none of this one's.
  const { rows, pages } = known.key === key ? known : { rows: [], pages: 1 };
  const look = useStampedLook(key, stamp, (one) => one.audit.list({ ...filter, limit: pageRows }));
  if (look.value !== merged) {
    setMerged(look.value);
    const most = pages * pageRows;
    setKnown({ key, pages, rows: mergePage(rows, look.value ?? [], isWhole, most) });
  }

  const readMore = async (): Promise<void> => {
    const before = rows.at(-1)?.sequence;
    if (client === null || before === undefined || older.isReading) return;
    setOlder({ isReading: true, failure: null });
    try {
      const page = await client.audit.list({ ...filter, before, limit: pageRows });
      setKnown((last) =>
        last.key === key
          ? { key, pages: last.pages + 1, rows: mergePage(last.rows, page, isWhole) }
          : last,
      );
      setOlder({ isReading: false, failure: null });
    } catch (error) {
      setOlder({ isReading: false, failure: messageOf(error) });
    }
  };

  return {
    rows: look.value === undefined ? undefined : rows,
    failure: look.failure ?? older.failure,
    // The chain begins with row 1; of some rows, the last page is the one that is not full.
    hasMore: isWhole ? (rows.at(-1)?.sequence ?? 1) > 1 : rows.length >= pages * pageRows,
    isReadingMore: older.isReading,
    readMore: () => void readMore(),
    lookAgain: () => (older.failure === null ? look.lookAgain() : void readMore()),
  };
}
