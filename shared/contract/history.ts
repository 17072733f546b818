import { z } from 'zod';
import { reasons } from '#shared/domain/condition.ts';
import type { HistoryStats } from '#shared/domain/history.ts';

const count = z.number().int().nonnegative();
const length = z.number().nonnegative().nullable();

export const historyStatsSchema = z.object({
  from: z.string(),
  to: z.string(),
  recordedSince: z.string().nullable(),
  days: z
    .array(
      z.object({
        day: z.string(),
        crashed: count,
        orphaned: count,
        drifted: count,
        blocked: count,
        recoveryMs: length,
      }),
    )
    .readonly(),
  appeared: count,
  cleared: count,
  meanRecoveryMs: length,
  medianRecoveryMs: length,
  reasons: z.array(z.object({ reason: z.enum(reasons), count, open: count })).readonly(),
  workspaces: z.array(z.object({ workspace: z.string(), count, open: count })).readonly(),
  saved: z.object({
    items: count,
    uncommittedFiles: count,
    unpushedCommits: count,
    minutes: count,
    usd: z.number().nonnegative(),
  }),
}) satisfies z.ZodType<HistoryStats>;

/** Narrows the audit; all of what is given must hold. */
export const auditFilterSchema = z.object({
  subject: z.string().optional(),
  actor: z.enum(['operator', 'rollcall', 'agent', 'import']).optional(),
  verb: z.string().optional(),
  /** Part of the subject or of the message, in any case. */
  text: z.string().max(500).optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const auditExportSchema = z.object({
  fileName: z.string(),
  mediaType: z.string(),
  text: z.string(),
  rows: count,
  /** More rows match than one file takes: the newest ones are in it. */
  isCut: z.boolean(),
});
export type AuditExport = z.infer<typeof auditExportSchema>;
