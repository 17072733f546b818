import { z } from 'zod';
import {
  cleanupPolicies,
  environmentHealths,
  executionModes,
  recoveryStatuses,
  type Environment,
} from '#shared/domain/environment.ts';
import { given } from '#electron/sources/given.ts';
import { perhaps, placeField } from '#electron/sources/source-fields.ts';
import { legacyEnvironmentId } from './legacy-environment-id.ts';
import type { RunFile, TaskEntry } from './schemas.ts';

/** What a task's own entry tells of where it works. */
const summarySchema = z.looseObject({
  execution_mode: perhaps(z.enum(executionModes)),
  root_dir: placeField,
  worktree_path: perhaps(placeField),
  branch_name: perhaps(z.string()),
  write_access: perhaps(z.boolean()),
  health: perhaps(z.enum(environmentHealths)),
  cleanup_policy: perhaps(z.enum(cleanupPolicies)),
  recovery_status: perhaps(z.enum(recoveryStatuses)),
});

const detailsOf = (
  { worktree_path, branch_name = 'main' }: z.infer<typeof summarySchema>,
  repoRoot: string,
): Environment['git'] =>
  worktree_path === undefined
    ? undefined
    : {
        repoRoot,
        baseBranch: branch_name,
        branch: branch_name,
        worktreePath: worktree_path,
        createBranchIfMissing: true,
      };

/**
 * The environment of a task in a record of older shape, which names none: made of the run, the task and
 * what that tells of its place. Undefined where it tells none.
 */
export function olderEnvironment(run: RunFile, entry: TaskEntry): Environment | undefined {
  const { task, state } = entry;
  if ((entry.environment_id ?? task.environment_id) !== undefined) return undefined;
  const told = summarySchema.safeParse(entry['environment']);
  if (!told.success) return undefined;
  const own = placeField.safeParse(task['workspace_dir']);
  const runId = task.run_id ?? run.id;
  const workspaceRoot = (own.success ? own.data : run.workspace_dir) ?? told.data.root_dir;
  return {
    id: legacyEnvironmentId(runId, task.id, task.agent_id),
    runId,
    taskId: task.id,
    agentId: task.agent_id,
    executionMode: told.data.execution_mode ?? task.execution_mode,
    workspaceRoot,
    path: told.data.root_dir,
    ...given('git', detailsOf(told.data, workspaceRoot)),
    writeAccess: told.data.write_access ?? true,
    state: state === 'running' ? 'in_use' : 'ready',
    health: told.data.health ?? 'unknown',
    recoveryStatus: told.data.recovery_status ?? 'not_required',
    cleanupPolicy: told.data.cleanup_policy ?? 'keep_always',
    createdAt: entry.created_at,
    updatedAt: entry.updated_at,
  };
}
