import { z } from 'zod';
import {
  causeKinds,
  lanes,
  reasons,
  severities,
  type Condition,
} from '#shared/domain/condition.ts';
import { recordKinds } from '#shared/domain/records-document.ts';
import { verbs } from '#shared/domain/verb.ts';

const subjectKinds = [
  ...recordKinds,
  'engine',
  'repository',
  'directory',
  'machine',
  'source',
] as const;

export const verbSchema = z.enum(verbs);

export const subjectSchema = z.object({
  kind: z.enum(subjectKinds),
  id: z.string(),
  source: z.string(),
  workspace: z.string(),
});

export const evidenceSchema = z.object({
  probe: z.string(),
  value: z.string(),
  observedAt: z.string(),
});

export const workAtRiskSchema = z.object({
  uncommittedFiles: z.number().int().optional(),
  untrackedFiles: z.number().int().optional(),
  unpushedCommits: z.number().int().optional(),
  minutes: z.number().int().optional(),
  usd: z.number().optional(),
  tokens: z.number().int().optional(),
});

export const offeredActionSchema = z.discriminatedUnion('offered', [
  z.object({ verb: verbSchema, offered: z.literal(true), effect: z.string() }),
  z.object({ verb: verbSchema, offered: z.literal(false), effect: z.string(), why: z.string() }),
]);

export const conditionSchema = z.object({
  id: z.string(),
  lane: z.enum(lanes),
  reason: z.enum(reasons),
  severity: z.enum(severities),
  subject: subjectSchema,
  title: z.string(),
  message: z.string(),
  evidence: z.array(evidenceSchema).readonly(),
  comparisons: z
    .array(
      z.object({
        name: z.string(),
        recorded: z.string(),
        observed: z.string(),
        differs: z.boolean(),
      }),
    )
    .readonly(),
  workAtRisk: workAtRiskSchema,
  blastRadius: z.number().int(),
  since: z.string(),
  proposed: verbSchema.nullable(),
  actions: z.array(offeredActionSchema).readonly(),
  taskId: z.string().optional(),
  runId: z.string().optional(),
  agentId: z.string().optional(),
  sessionId: z.string().optional(),
  environmentId: z.string().optional(),
  cause: z.object({ id: z.string(), kind: z.enum(causeKinds), title: z.string() }).optional(),
  snoozedUntil: z.string().optional(),
  signature: z.string(),
}) satisfies z.ZodType<Condition>;
