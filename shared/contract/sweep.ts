import { z } from 'zod';
import {
  environmentHealths,
  environmentStates,
  executionModes,
  recoveryActions,
  recoveryStatuses,
} from '#shared/domain/environment.ts';
import { reasons } from '#shared/domain/condition.ts';
import { capabilities } from '#shared/domain/source.ts';
import { replaySafeties, resumeDispositions } from '#shared/domain/checkpoint.ts';
import { runStatuses } from '#shared/domain/run.ts';
import { taskStates } from '#shared/domain/task.ts';
import { conditionSchema } from './condition.ts';

const count = z.number().int().nonnegative();

export const summarySchema = z.object({
  sessions: z.object({
    inSync: count,
    crashed: count,
    orphaned: count,
    statusUpdates: count,
    unknown: count,
    /** What engines still list of sessions that have ended and that no record names. */
    leftovers: count.default(0),
  }),
  lanes: z.object({ crashed: count, orphaned: count, drifted: count, blocked: count }),
  clean: z.boolean(),
});

export const environmentRowSchema = z.object({
  id: z.string(),
  mode: z.enum(executionModes),
  path: z.string(),
  state: z.enum(environmentStates),
  health: z.enum(environmentHealths),
  recoveryStatus: z.enum(recoveryStatuses),
  recoveryAction: z.enum(recoveryActions).nullable(),
  drift: z.array(z.enum(reasons)).readonly(),
  workspace: z.string(),
  branch: z.string().nullable(),
  taskId: z.string().nullable(),
});

export const taskRowSchema = z.object({
  id: z.string(),
  runId: z.string(),
  state: z.enum(taskStates),
  blockedReasons: z.array(z.string()).readonly(),
  name: z.string().nullable(),
  workspace: z.string().default(''),
  agentId: z.string().default(''),
  dependsOn: z.array(z.string()).readonly().default([]),
  attempts: count.default(0),
  environmentId: z.string().nullable().default(null),
  costUsd: z.number().nullable().default(null),
  tokens: count.nullable().default(null),
  /** Milliseconds its ended sessions lived, together. */
  workedMs: count.default(0),
  /** Start of the session that works on it now, beside `workedMs`. */
  runningSince: z.string().nullable().default(null),
  checkpoint: z
    .object({
      label: z.string(),
      replaySafety: z.enum(replaySafeties),
      disposition: z.enum(resumeDispositions),
    })
    .nullable()
    .default(null),
  updatedAt: z.string().default(''),
});

export const runRowSchema = z.object({
  id: z.string(),
  status: z.enum(runStatuses),
  name: z.string().nullable(),
  workspace: z.string().default(''),
  parentRunId: z.string().nullable().default(null),
  createdAt: z.string().default(''),
  updatedAt: z.string().default(''),
  completedAt: z.string().nullable().default(null),
  /** Of its own tasks and of the runs below it, together; null where nothing was recorded. */
  cost: z
    .object({
      usd: z.number().nullable(),
      tokens: count.nullable(),
      /** Milliseconds that ended sessions lived. */
      workedMs: count,
    })
    .default({ usd: null, tokens: null, workedMs: 0 }),
});

export const sourceRowSchema = z.object({
  kind: z.string(),
  workspace: z.string(),
  readable: z.boolean(),
  note: z.string().nullable(),
  /** What the system can be asked for; absent of Rollcall itself. */
  capabilities: z
    .array(z.object({ name: z.enum(capabilities), can: z.boolean(), why: z.string().nullable() }))
    .readonly()
    .optional(),
});

/** What `rollcall sweep --json` prints and what the window shows, field by field. */
export const sweepDocumentSchema = z.object({
  schemaVersion: z.literal(1),
  observedAt: z.string(),
  home: z.string(),
  summary: summarySchema,
  conditions: z.array(conditionSchema).readonly(),
  /** Taken off the list by the operator until something about them changes. */
  acknowledged: z.array(conditionSchema).readonly(),
  environments: z.array(environmentRowSchema).readonly(),
  tasks: z.array(taskRowSchema).readonly(),
  runs: z.array(runRowSchema).readonly(),
  sources: z.array(sourceRowSchema).readonly(),
});

export type SweepDocument = z.infer<typeof sweepDocumentSchema>;
export type SweepSummary = z.infer<typeof summarySchema>;
export type EnvironmentRow = z.infer<typeof environmentRowSchema>;
export type TaskRow = z.infer<typeof taskRowSchema>;
export type RunRow = z.infer<typeof runRowSchema>;
export type SourceRow = z.infer<typeof sourceRowSchema>;
