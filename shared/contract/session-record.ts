import { z } from 'zod';
import { sessionStatuses, type Session } from '#shared/domain/session.ts';
import { workerLifecycles, type PipelineItem, type Worker } from '#shared/domain/worker.ts';
import {
  costField,
  countField,
  idField,
  instantField,
  listField,
  pathField,
  pidField,
  textField,
} from './record-fields.ts';

export const sessionRecordSchema = z.looseObject({
  id: idField,
  taskId: idField.optional(),
  runId: idField.optional(),
  agentId: idField.optional(),
  engine: textField,
  status: z.enum(sessionStatuses),
  pid: pidField.optional(),
  startTime: textField.optional(),
  bootId: textField.optional(),
  host: textField.optional(),
  cwd: pathField.optional(),
  command: z.array(z.string()).optional(),
  resumeRef: textField.optional(),
  logPath: pathField.optional(),
  startedAt: instantField,
  lastHeartbeatAt: instantField.optional(),
  cost: costField.optional(),
  exitCode: z.int().optional(),
  exitReason: textField.optional(),
  updatedAt: instantField,
}) satisfies z.ZodType<Session>;

export const workerRecordSchema = z.looseObject({
  taskId: idField,
  workspacePath: pathField,
  lifecycle: z.enum(workerLifecycles),
  startedAt: instantField,
  completedAt: instantField.optional(),
  pushAttempts: countField.default(0),
  lastError: textField.optional(),
  targetBranch: textField.optional(),
  coordinator: z.looseObject({ pid: pidField, startedAt: instantField }).optional(),
  isUncoordinated: z.boolean().optional(),
  unchangeable: textField.optional(),
}) satisfies z.ZodType<Worker>;

export const pipelineItemRecordSchema = z.looseObject({
  id: idField,
  name: textField.optional(),
  stage: textField,
  agent: textField.optional(),
  retryCount: countField.default(0),
  blocked: z.boolean().default(false),
  frozen: z.boolean().default(false),
  dependsOn: listField(idField),
  mergeFailures: countField.optional(),
  recoveryAgentAttached: z.boolean().optional(),
  mergeJob: z.looseObject({ startedAt: instantField, serverStartedAt: instantField }).optional(),
  enteredStageAt: instantField.optional(),
  lastError: textField.optional(),
}) satisfies z.ZodType<PipelineItem>;
