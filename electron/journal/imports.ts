import type { Database } from 'better-sqlite3';
import { recordId, recordKinds, type RecordsDocument } from '#shared/domain/records-document.ts';
import type { AuditDraft } from '#shared/domain/records.ts';
import type { Audit } from './audit.ts';
import { exportRecords } from './export-records.ts';
import { auditImport } from './import-audit.ts';
import { emptyOutcome, recordsIn, type ImportOutcome } from './import-outcome.ts';
import { createRecordImporter, type ImportOrigin } from './import-record.ts';
import type { JournalRecords } from './records.ts';

/** Records from elsewhere, in and out. */
export interface Imports {
  /**
   * Takes over what is new or changed, in one transaction. Importing a document twice changes nothing;
   * a record older than the journal's is refused and listed; nothing is deleted. `audit` is completed
   * with what became of the records, and written when anything was taken over or refused.
   */
  importDocument(document: RecordsDocument, origin: ImportOrigin, audit: AuditDraft): ImportOutcome;
  /**
   * Everything recorded, or one workspace's part, with the fields that Rollcall does not know. Several
   * workspaces in one document share the nearest common directory as `workspaceRoot`.
   */
  exportDocument(workspace?: string): RecordsDocument;
}

export function createImports(journal: {
  readonly db: Database;
  readonly audit: Audit;
  readonly records: Pick<JournalRecords, 'forgetLoaded'>;
}): Imports {
  const { db, audit, records } = journal;
  const importRecord = createRecordImporter(db);

  const importAll = (document: RecordsDocument, origin: ImportOrigin): ImportOutcome => {
    const outcome = emptyOutcome();
    for (const kind of recordKinds) {
      const seen = new Set<string>();
      for (const record of recordsIn(document, kind)) {
        const id = recordId(record);
        const became = seen.has(id)
          ? { refused: `The document has the ${kind} ${id} twice; the first one counts.` }
          : importRecord(kind, record, origin);
        seen.add(id);
        if (became === 'imported') outcome[kind].imported.push(id);
        else if (became === 'unchanged') outcome[kind].unchanged.push(id);
        else outcome[kind].refused.push({ id, message: became.refused });
      }
    }
    return outcome;
  };

  return {
    importDocument: (document, origin, draft) =>
      db
        .transaction(() => {
          const outcome = importAll(document, origin);
          auditImport(audit, draft, outcome);
          records.forgetLoaded();
          return outcome;
        })
        .immediate(),
    exportDocument: (workspace) => exportRecords(db, workspace),
  };
}
