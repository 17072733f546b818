import type { AuditRow } from '#shared/domain/audit.ts';
import type { Journal } from '#electron/journal/open-journal.ts';

const rowsLookedAt = 200;

/** The last rows about a task, newest first: enough to tell its last recoveries. */
export const recentAuditOf = (
  { audit }: Pick<Journal, 'audit'>,
  taskId: string,
): readonly AuditRow[] => audit.list({ subject: `task:${taskId}`, limit: rowsLookedAt });
