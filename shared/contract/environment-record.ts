import { z } from 'zod';
import {
  cleanupDispositions,
  cleanupPolicies,
  environmentHealths,
  environmentStates,
  executionModes,
  recoveryActions,
  recoveryStatuses,
  type Environment,
} from '#shared/domain/environment.ts';
import { leaseKinds, type Lease } from '#shared/domain/lease.ts';
import { idField, instantField, pathField, pidField, textField } from './record-fields.ts';

const leaseRecordSchema = z.looseObject({
  kind: z.enum(leaseKinds),
  holder: z.looseObject({
    sessionId: idField.optional(),
    taskId: idField.optional(),
    agentId: idField.optional(),
    pid: pidField.optional(),
    startTime: textField.optional(),
    bootId: textField.optional(),
    host: textField.optional(),
  }),
  token: textField,
  acquiredAt: instantField,
  expiresAt: instantField.optional(),
  releasedAt: instantField.optional(),
}) satisfies z.ZodType<Lease>;

const worktreeSchema = z.looseObject({
  repoRoot: pathField,
  baseBranch: textField,
  branch: textField,
  worktreePath: pathField,
  createBranchIfMissing: z.boolean(),
  head: textField.optional(),
});

export const environmentRecordSchema = z.looseObject({
  id: idField,
  runId: idField.optional(),
  taskId: idField.optional(),
  agentId: idField.optional(),
  executionMode: z.enum(executionModes),
  workspaceRoot: pathField,
  path: pathField,
  git: worktreeSchema.optional(),
  remoteUrl: textField.optional(),
  writeAccess: z.boolean().default(true),
  state: z.enum(environmentStates),
  health: z.enum(environmentHealths),
  recoveryStatus: z.enum(recoveryStatuses),
  recoveryAction: z.enum(recoveryActions).optional(),
  cleanupPolicy: z.enum(cleanupPolicies),
  lease: leaseRecordSchema.optional(),
  cleanupResult: z
    .looseObject({
      disposition: z.enum(cleanupDispositions),
      completedAt: instantField,
      retainedPath: pathField.optional(),
      summary: textField.optional(),
    })
    .optional(),
  failure: z
    .looseObject({ kind: textField, message: z.string(), occurredAt: instantField })
    .optional(),
  createdAt: instantField,
  updatedAt: instantField,
  lastVerifiedAt: instantField.optional(),
}) satisfies z.ZodType<Environment>;
