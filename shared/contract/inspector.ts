import { z } from 'zod';
import { changeKinds } from '#shared/domain/observation.ts';

/** One environment looked at closely, on demand. Absent fields could not be looked at. */
export const inspectionSchema = z.object({
  environmentId: z.string(),
  mode: z.string(),
  path: z.string(),
  observedAt: z.string(),
  /** Why the look failed, when it did. */
  unreadable: z.string().nullable(),
  branch: z.string().nullable(),
  base: z.string().nullable(),
  head: z.string().nullable(),
  upstream: z.string().nullable(),
  ahead: z.number().int().nullable(),
  behind: z.number().int().nullable(),
  operation: z.string().nullable(),
  lease: z.object({ holder: z.string(), state: z.string(), acquiredAt: z.string() }).nullable(),
  changes: z
    .array(
      z.object({
        path: z.string(),
        from: z.string().optional(),
        change: z.enum(changeKinds),
        isStaged: z.boolean(),
        isUnstaged: z.boolean(),
      }),
    )
    .readonly(),
  changeCount: z.number().int(),
  commits: z
    .array(z.object({ id: z.string(), subject: z.string(), author: z.string(), at: z.string() }))
    .readonly(),
  checkpoint: z
    .object({
      label: z.string(),
      stage: z.string(),
      replaySafety: z.string(),
      disposition: z.string(),
      hasResumeState: z.boolean(),
      note: z.string().nullable(),
      toolCalls: z.array(z.object({ name: z.string(), at: z.string() })).readonly(),
      updatedAt: z.string(),
    })
    .nullable(),
  /** The session whose log belongs here. */
  sessionId: z.string().nullable(),
  /** What that session was started with, argument by argument. */
  command: z.array(z.string()).readonly().nullable().default(null),
});
export type Inspection = z.infer<typeof inspectionSchema>;

/** A piece of a log file: `text` begins at byte `offset`; the next piece begins at `nextOffset`. */
export const logChunkSchema = z.object({
  sessionId: z.string(),
  text: z.string(),
  offset: z.number().int(),
  nextOffset: z.number().int(),
  size: z.number().int(),
  unreadable: z.string().nullable(),
});
export type LogChunk = z.infer<typeof logChunkSchema>;

/** A unified diff as git prints it; `note` says why there is none or that it was cut. */
export const fileDiffSchema = z.object({
  path: z.string(),
  text: z.string(),
  note: z.string().nullable(),
});
export type FileDiff = z.infer<typeof fileDiffSchema>;

/** How much a directory takes on the disk; `isPartial`: at least so much, counting was cut short. */
export const directorySizeSchema = z.object({
  bytes: z.number().nonnegative(),
  entries: z.number().int().nonnegative(),
  isPartial: z.boolean(),
  /** Why something in it, or all of it, could not be counted. */
  unreadable: z.string().nullable(),
});
export type DirectorySize = z.infer<typeof directorySizeSchema>;

export const auditRowSchema = z.object({
  sequence: z.number().int(),
  at: z.string(),
  actor: z.enum(['operator', 'rollcall', 'agent', 'import']),
  verb: z.string(),
  subject: z.string(),
  result: z.string(),
  message: z.string(),
  isForced: z.boolean().optional(),
  planFingerprint: z.string().optional(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  hash: z.string(),
  previousHash: z.string(),
});
