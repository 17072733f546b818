import type { Checkpoint } from '#shared/domain/checkpoint.ts';
import type { Run } from '#shared/domain/run.ts';
import type { Task } from '#shared/domain/task.ts';
import { given, unnamed } from '#electron/sources/given.ts';
import type { SourceRecords } from '#electron/sources/source-reading.ts';
import { olderEnvironment } from './older-environment.ts';
import {
  checkpointSchema,
  runSchema,
  taskSchema,
  type CheckpointFile,
  type RunFile,
  type TaskEntry,
} from './schemas.ts';

function toTask({ task, ...entry }: TaskEntry, runId: string, olderId: string | undefined): Task {
  const environmentId = entry.environment_id ?? task.environment_id ?? olderId;
  return {
    ...unnamed(taskSchema, entry),
    ...unnamed(taskSchema.shape.task, task),
    id: task.id,
    runId: task.run_id ?? runId,
    agentId: task.agent_id,
    ...given('name', task.name),
    ...given('prompt', task.prompt),
    state: entry.state,
    ...given('environmentId', environmentId),
    executionMode: task.execution_mode,
    dependsOn: task.depends_on,
    attempts: entry.attempts ?? 0,
    blockedReasons: entry.blocked_reasons.filter((reason) => reason !== ''),
    approvalRequired: task.approval_required ?? false,
    resultPublished: entry.result_published ?? false,
    createdAt: entry.created_at,
    updatedAt: entry.updated_at,
    ...given('startedAt', entry.started_at),
    ...given('completedAt', entry.completed_at),
  };
}

/**
 * A run with its tasks; what Rollcall has no word for keeps its name. Tasks of older shape get the
 * environment that they tell of, unless there is a file of it (`recorded`: their ids).
 */
export function translateRun(file: RunFile, recorded: ReadonlySet<string>): SourceRecords {
  const { id, name, status, parent_run_id, workspace_dir, tasks } = file;
  const { created_at, updated_at, completed_at } = file;
  const run: Run = {
    ...unnamed(runSchema, file),
    id,
    ...given('name', name),
    status,
    ...given('parentRunId', parent_run_id),
    ...given('workspaceDir', workspace_dir),
    createdAt: created_at,
    updatedAt: updated_at,
    ...given('completedAt', completed_at),
  };
  const older = tasks.map((entry) => olderEnvironment(file, entry));
  return {
    runs: [run],
    tasks: tasks.map((entry, at) => toTask(entry, id, older[at]?.id)),
    environments: older.flatMap((one) => (one === undefined || recorded.has(one.id) ? [] : [one])),
  };
}

export function translateCheckpoint(file: CheckpointFile): SourceRecords {
  const { id, task_id, run_id, agent_id, environment_id, stage } = file;
  const { replay_safety, resume_disposition, safe_boundary_label, resume_state } = file;
  const { result_published, note, created_at, updated_at } = file;
  const checkpoint: Checkpoint = {
    ...unnamed(checkpointSchema, file),
    id,
    taskId: task_id,
    ...given('runId', run_id),
    ...given('agentId', agent_id),
    ...given('environmentId', environment_id),
    stage,
    replaySafety: replay_safety,
    resumeDisposition: resume_disposition,
    safeBoundaryLabel: safe_boundary_label,
    // Their calls keep their own shape, among the fields that are not known.
    completedToolCalls: [],
    resultPublished: result_published ?? false,
    ...given('note', note),
    ...given('resumeState', resume_state ?? undefined),
    createdAt: created_at,
    updatedAt: updated_at,
  };
  return { checkpoints: [checkpoint] };
}
