import { z } from 'zod';
import { checkpointStages, replaySafeties, resumeDispositions } from '#shared/domain/checkpoint.ts';
import {
  cleanupDispositions,
  cleanupPolicies,
  environmentHealths,
  environmentStates,
  executionModes,
  recoveryActions,
  recoveryStatuses,
} from '#shared/domain/environment.ts';
import { leaseKinds } from '#shared/domain/lease.ts';
import { runStatuses } from '#shared/domain/run.ts';
import { taskStates } from '#shared/domain/task.ts';
import {
  listOf,
  nameField,
  numberField,
  perhaps,
  placeField,
  timeField,
} from '#electron/sources/source-fields.ts';

const said = perhaps(z.string());
const flag = perhaps(z.boolean());
const branch = z.string().min(1, 'the name of a branch');

export const taskSchema = z.looseObject({
  task: z.looseObject({
    id: nameField,
    agent_id: nameField,
    name: said,
    prompt: said,
    run_id: perhaps(nameField),
    depends_on: listOf(nameField),
    approval_required: flag,
    execution_mode: z.enum(executionModes),
    environment_id: perhaps(nameField),
  }),
  state: z.enum(taskStates),
  environment_id: perhaps(nameField),
  attempts: perhaps(numberField),
  blocked_reasons: listOf(z.string()),
  result_published: flag,
  created_at: timeField,
  updated_at: timeField,
  started_at: perhaps(timeField),
  completed_at: perhaps(timeField),
});
export type TaskEntry = z.infer<typeof taskSchema>;

export const runSchema = z.looseObject({
  id: nameField,
  name: said,
  status: z.enum(runStatuses),
  parent_run_id: perhaps(nameField),
  workspace_dir: perhaps(placeField),
  tasks: listOf(taskSchema),
  created_at: timeField,
  updated_at: timeField,
  completed_at: perhaps(timeField),
});
export type RunFile = z.infer<typeof runSchema>;

export const environmentSchema = z.looseObject({
  id: nameField,
  spec: z.looseObject({
    execution_mode: z.enum(executionModes),
    workspace_root: placeField,
    prepared_path: perhaps(placeField),
    run_id: perhaps(nameField),
    task_id: perhaps(nameField),
    agent_id: perhaps(nameField),
    cleanup_policy: z.enum(cleanupPolicies),
    write_access: flag,
    git_worktree: perhaps(
      z.looseObject({
        repo_root: placeField,
        base_branch: branch,
        worktree_branch: branch,
        worktree_path: placeField,
        create_branch_if_missing: flag,
      }),
    ),
  }),
  state: z.enum(environmentStates),
  health: z.enum(environmentHealths),
  prepared_path: perhaps(placeField),
  lease: perhaps(
    z.looseObject({
      task_id: perhaps(nameField),
      agent_id: perhaps(nameField),
      lease_kind: z.enum(leaseKinds),
      acquired_at: timeField,
      released_at: perhaps(timeField),
    }),
  ),
  cleanup_result: perhaps(
    z.looseObject({
      disposition: z.enum(cleanupDispositions),
      completed_at: timeField,
      retained_path: perhaps(placeField),
      summary: said,
    }),
  ),
  recovery_status: z.enum(recoveryStatuses),
  recovery_action: perhaps(z.enum(['noop', ...recoveryActions])),
  failure: perhaps(
    z.looseObject({
      kind: z.string().min(1, 'a kind'),
      message: z.string(),
      occurred_at: timeField,
    }),
  ),
  created_at: timeField,
  updated_at: timeField,
  last_verified_at: perhaps(timeField),
});
export type EnvironmentFile = z.infer<typeof environmentSchema>;

export const checkpointSchema = z.looseObject({
  id: nameField,
  task_id: nameField,
  run_id: perhaps(nameField),
  agent_id: perhaps(nameField),
  environment_id: perhaps(nameField),
  stage: z.enum(checkpointStages),
  replay_safety: z.enum(replaySafeties),
  resume_disposition: z.enum(resumeDispositions),
  safe_boundary_label: z.string(),
  result_published: flag,
  note: said,
  resume_state: z.unknown().optional(),
  created_at: timeField,
  updated_at: timeField,
});
export type CheckpointFile = z.infer<typeof checkpointSchema>;
