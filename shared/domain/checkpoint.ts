import type { Instant } from './run.ts';
import type { Cost, Task } from './task.ts';

export const checkpointStages = [
  'queued',
  'dispatched',
  'running',
  'completed',
  'failed',
  'cancelled',
  'blocked',
] as const;
export type CheckpointStage = (typeof checkpointStages)[number];

export const replaySafeties = [
  'pure_readonly',
  'idempotent_write',
  'checkpoint_resumable',
  'operator_gated',
  'non_replayable_side_effect',
] as const;
export type ReplaySafety = (typeof replaySafeties)[number];

export const resumeDispositions = [
  'resume_from_checkpoint',
  'restart_from_boundary',
  'operator_intervention_required',
  'not_applicable',
] as const;
export type ResumeDisposition = (typeof resumeDispositions)[number];

/** What may follow an interruption, by how safe it is to do the same again. */
export const dispositionAfterInterruption: Readonly<Record<ReplaySafety, ResumeDisposition>> = {
  pure_readonly: 'restart_from_boundary',
  idempotent_write: 'restart_from_boundary',
  checkpoint_resumable: 'resume_from_checkpoint',
  operator_gated: 'operator_intervention_required',
  non_replayable_side_effect: 'operator_intervention_required',
};

export interface ToolCall {
  readonly name: string;
  readonly at: Instant;
  readonly replaySafety?: ReplaySafety | undefined;
}

/** A recorded boundary from which a task may continue. */
export interface Checkpoint {
  readonly id: string;
  readonly taskId: string;
  readonly runId?: string | undefined;
  readonly agentId?: string | undefined;
  readonly environmentId?: string | undefined;
  readonly stage: CheckpointStage;
  readonly replaySafety: ReplaySafety;
  readonly resumeDisposition: ResumeDisposition;
  readonly safeBoundaryLabel: string;
  readonly completedToolCalls: readonly ToolCall[];
  readonly resultPublished: boolean;
  readonly note?: string | undefined;
  /** Earlier notes, oldest first: a note is never overwritten. */
  readonly noteHistory?: readonly string[] | undefined;
  /** Whatever the agent needs to go on; any JSON. Absent means it cannot resume. */
  readonly resumeState?: unknown;
  /** When the boundary was reached; absent: `updatedAt` may tell of something later. */
  readonly boundaryAt?: Instant | undefined;
  /** What its task had cost by then; what is absent had not been told. */
  readonly costAtBoundary?: Cost | undefined;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** What a checkpoint of a running task says in any case: the first one, and those that replace it. */
export const checkpointOf = (
  { id: taskId, runId, agentId, environmentId, cost }: Task,
  before: Checkpoint | undefined,
  now: Instant,
) =>
  ({
    id: before?.id ?? `checkpoint-${taskId}`,
    taskId,
    runId,
    agentId,
    ...(environmentId === undefined ? {} : { environmentId }),
    stage: 'running',
    boundaryAt: now,
    costAtBoundary: cost,
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  }) as const satisfies Partial<Checkpoint>;
