import { z } from 'zod';
import type { KeptBackup } from '#shared/domain/backup.ts';

export const keptBackupSchema = z.object({
  id: z.string(),
  kind: z.enum(['trash', 'git_ref']),
  location: z.string(),
  repoRoot: z.string().optional(),
  workspace: z.string(),
  path: z.string(),
  verb: z.string().optional(),
  at: z.string(),
  expiresAt: z.string().nullable(),
  bytes: z.number().nonnegative().nullable(),
  branch: z.string().optional(),
  head: z.string().optional(),
  environmentId: z.string().optional(),
  taskId: z.string().optional(),
  ignored: z
    .object({ location: z.string(), files: z.number().int(), bytes: z.number().nonnegative() })
    .optional(),
  obstacle: z.string().nullable(),
}) satisfies z.ZodType<KeptBackup>;
