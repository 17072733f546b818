import { useState } from 'react';
import { useClient, useIntents } from '#renderer/state/use-mirror.tsx';
import { nounFor } from '#shared/domain/counted.ts';
import type { AuditExport } from '#shared/contract/history.ts';
import { messageOf } from '#shared/result.ts';
import { toFilter, type AuditQuestion } from './audit-filter.ts';

/** Hands a text to the browser as a file to keep. */
function saveFile({ fileName, mediaType, text }: AuditExport): void {
  const address = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The download has taken its hold of the data by the next turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Exports the rows that the question leaves, and says how many they were. */
export function useAuditExport(question: AuditQuestion): {
  readonly isExporting: boolean;
  readonly exportAs: (format: 'json' | 'csv' | 'md') => Promise<void>;
} {
  const client = useClient();
  const { notify } = useIntents();
  const [isExporting, setIsExporting] = useState(false);
  return {
    isExporting,
    async exportAs(format) {
      if (client === null) return;
      setIsExporting(true);
      try {
        const made = await client.audit.export({ ...toFilter(question), format });
        saveFile(made);
        notify({
          tone: made.isCut ? 'plain' : 'good',
          title: `Exported ${made.rows.toLocaleString('en')} ${nounFor(made.rows, 'row')}`,
          lines: [made.isCut ? 'Only the newest: narrow the filter for the rest.' : made.fileName],
        });
      } catch (error) {
        notify({ tone: 'bad', title: 'The audit was not exported', lines: [messageOf(error)] });
      } finally {
        setIsExporting(false);
      }
    },
  };
}
