import { z } from 'zod';
import { itemResults, type Operation, type Plan, type PlanChoices } from '#shared/domain/plan.ts';
import { subjectSchema, verbSchema } from './condition.ts';

const factSchema = z.object({ fact: z.string(), value: z.string() });

const backupSchema = z.object({
  kind: z.enum(['git_ref', 'trash']),
  location: z.string(),
  repoRoot: z.string().optional(),
  ignored: z.string().optional(),
});

/** What an operator may say with a plan. */
export const planChoicesSchema = z.object({
  note: z.string().max(10_000).optional(),
  until: z.string().optional(),
  how: z.enum(['finish', 'abort']).optional(),
  to: z.string().optional(),
  keepIgnored: z.boolean().optional(),
}) satisfies z.ZodType<PlanChoices>;

/** How many of a plan's items have been looked at. */
export const planProgressSchema = z.object({
  looked: z.number().int().nonnegative(),
  total: z.number().int().positive(),
});
export type PlanProgress = z.infer<typeof planProgressSchema>;

export const planItemSchema = z.object({
  conditionId: z.string(),
  subject: subjectSchema,
  title: z.string(),
  verb: verbSchema,
  eligible: z.boolean(),
  why: z.string().optional(),
  warnings: z.array(z.string()).readonly(),
  steps: z
    .array(z.object({ describe: z.string(), command: z.array(z.string()).readonly().optional() }))
    .readonly(),
  keeps: z.array(z.string()).readonly(),
  loses: z.array(z.string()).readonly(),
  frees: z.number().nonnegative(),
  preconditions: z.array(factSchema).readonly(),
  backup: backupSchema.nullable(),
  ignored: z
    .object({
      files: z.number().int().nonnegative(),
      bytes: z.number().nonnegative(),
      names: z.array(z.string()).readonly(),
      isPartial: z.boolean(),
      isKept: z.boolean(),
    })
    .optional(),
});

export const planSchema = z.object({
  planId: z.string(),
  fingerprint: z.string(),
  verb: verbSchema,
  tier: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  items: z.array(planItemSchema).readonly(),
  createdAt: z.string(),
  expiresAt: z.string(),
  undo: z
    .union([
      z.object({ until: z.string(), how: z.string().optional() }),
      z.object({ why: z.string() }),
    ])
    .optional(),
}) satisfies z.ZodType<Plan>;

/** What `plan --json` prints. */
export const planDocumentSchema = planSchema.extend({ schemaVersion: z.literal(1) });

export const operationItemSchema = z.object({
  conditionId: z.string(),
  subject: subjectSchema,
  title: z.string(),
  verb: verbSchema,
  result: z.enum(itemResults),
  why: z.string(),
  before: factSchema.optional(),
  after: factSchema.optional(),
  backup: backupSchema.optional(),
});

export const operationSchema = z.object({
  operationId: z.string(),
  planId: z.string(),
  verb: verbSchema,
  state: z.enum(['running', 'done', 'interrupted']),
  items: z.array(operationItemSchema).readonly(),
  startedAt: z.string(),
  finishedAt: z.string().optional(),
  doing: z
    .object({
      index: z.number(),
      phase: z.enum(['looking', 'acting', 'verifying']),
      at: z.string(),
    })
    .optional(),
}) satisfies z.ZodType<Operation>;

/** What `apply --json` prints; `summary` counts the items of each result. */
export const appliedDocumentSchema = z.object({
  schemaVersion: z.literal(1),
  operationId: z.string(),
  items: z.array(operationItemSchema).readonly(),
  summary: z.partialRecord(z.enum(itemResults), z.number().int().positive()),
});
export type AppliedDocument = z.infer<typeof appliedDocumentSchema>;
