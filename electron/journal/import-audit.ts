import { recordKinds } from '#shared/domain/records-document.ts';
import type { AuditDraft } from '#shared/domain/records.ts';
import type { Audit } from './audit.ts';
import { canonicalJson } from '#electron/platform/canonical-json.ts';
import { countOutcome, type ImportOutcome } from './import-outcome.ts';

/** Enough to see what is wrong with a document; a row must stay readable. */
const listedRefusals = 100;

/**
 * Writes the row about an import that took over or refused something. Refusals alone are told once: a
 * source that is read again and again with the same old record must not flood the audit.
 */
export function auditImport(audit: Audit, draft: AuditDraft, outcome: ImportOutcome): void {
  const counts = countOutcome(outcome);
  if (counts.imported + counts.refused === 0) return;
  const refusals = recordKinds
    .flatMap((kind) => outcome[kind].refused.map(({ id, message }) => ({ kind, id, message })))
    .slice(0, listedRefusals);
  const after = { imported: counts.imported, refused: counts.refused, refusals };
  if (counts.imported === 0 && wasTold(audit, draft.subject, after)) return;
  const message = `${draft.message} Imported ${counts.imported}, unchanged ${counts.unchanged}, refused ${counts.refused}.`;
  audit.appendWithin({ ...draft, message, after });
}

function wasTold(audit: Audit, subject: string, after: unknown): boolean {
  const [last] = audit.list({ subject, limit: 1 });
  return last?.after !== undefined && canonicalJson(last.after) === canonicalJson(after);
}
