import { z } from 'zod';
import {
  checkpointStages,
  replaySafeties,
  resumeDispositions,
  type Checkpoint,
} from '#shared/domain/checkpoint.ts';
import { executionModes } from '#shared/domain/environment.ts';
import { runStatuses, type Run } from '#shared/domain/run.ts';
import { taskStates, type Task } from '#shared/domain/task.ts';
import {
  costField,
  countField,
  idField,
  instantField,
  listField,
  pathField,
  textField,
} from './record-fields.ts';

export const runRecordSchema = z.looseObject({
  id: idField,
  name: textField.optional(),
  status: z.enum(runStatuses),
  parentRunId: idField.optional(),
  workspaceDir: pathField.optional(),
  createdAt: instantField,
  updatedAt: instantField,
  completedAt: instantField.optional(),
}) satisfies z.ZodType<Run>;

export const taskRecordSchema = z.looseObject({
  id: idField,
  runId: idField,
  agentId: idField,
  name: textField.optional(),
  prompt: textField.optional(),
  command: z.array(z.string()).optional(),
  state: z.enum(taskStates),
  environmentId: idField.optional(),
  executionMode: z.enum(executionModes),
  dependsOn: listField(idField),
  attempts: countField.default(0),
  blockedReasons: listField(textField),
  approvalRequired: z.boolean().default(false),
  resultPublished: z.boolean().default(false),
  cost: costField.optional(),
  createdAt: instantField,
  updatedAt: instantField,
  startedAt: instantField.optional(),
  completedAt: instantField.optional(),
}) satisfies z.ZodType<Task>;

export const checkpointRecordSchema = z.looseObject({
  id: idField,
  taskId: idField,
  runId: idField.optional(),
  agentId: idField.optional(),
  environmentId: idField.optional(),
  stage: z.enum(checkpointStages),
  replaySafety: z.enum(replaySafeties),
  resumeDisposition: z.enum(resumeDispositions),
  safeBoundaryLabel: z.string(),
  completedToolCalls: listField(
    z.looseObject({
      name: textField,
      at: instantField,
      replaySafety: z.enum(replaySafeties).optional(),
    }),
  ),
  resultPublished: z.boolean(),
  note: textField.optional(),
  noteHistory: z.array(textField).optional(),
  boundaryAt: instantField.optional(),
  costAtBoundary: costField.optional(),
  /** Any JSON; leaving it out means that the agent cannot resume. */
  resumeState: z.unknown().optional(),
  createdAt: instantField,
  updatedAt: instantField,
}) satisfies z.ZodType<Checkpoint>;
