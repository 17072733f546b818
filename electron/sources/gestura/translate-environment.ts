import type { Environment, WorktreeDetails } from '#shared/domain/environment.ts';
import type { Lease } from '#shared/domain/lease.ts';
import { given, unknownFields, unnamed } from '#electron/sources/given.ts';
import type { SourceRecords } from '#electron/sources/source-reading.ts';
import { environmentSchema, type EnvironmentFile } from './schemas.ts';

/** Nothing names such a lease there: it is this one as long as holder and time are the same. */
function toLease(lease: NonNullable<EnvironmentFile['lease']>): Lease {
  const { task_id, agent_id, lease_kind, acquired_at, released_at, ...unknown } = lease;
  return {
    ...unknownFields(unknown),
    kind: lease_kind,
    holder: { ...given('taskId', task_id), ...given('agentId', agent_id) },
    token: [task_id ?? '-', agent_id ?? '-', acquired_at].join(' '),
    acquiredAt: acquired_at,
    ...given('releasedAt', released_at),
  };
}

const toGit = (git: NonNullable<EnvironmentFile['spec']['git_worktree']>): WorktreeDetails => ({
  repoRoot: git.repo_root,
  baseBranch: git.base_branch,
  branch: git.worktree_branch,
  worktreePath: git.worktree_path,
  createBranchIfMissing: git.create_branch_if_missing ?? false,
});

function ending({ cleanup_result: cleanup, failure }: EnvironmentFile): Partial<Environment> {
  return {
    ...(cleanup && {
      cleanupResult: {
        disposition: cleanup.disposition,
        completedAt: cleanup.completed_at,
        ...given('retainedPath', cleanup.retained_path),
        ...given('summary', cleanup.summary),
      },
    }),
    ...(failure && {
      failure: { kind: failure.kind, message: failure.message, occurredAt: failure.occurred_at },
    }),
  };
}

export function translateEnvironment(file: EnvironmentFile): SourceRecords {
  const { id, spec, state, health, prepared_path, recovery_status, recovery_action } = file;
  const git = spec.git_worktree && toGit(spec.git_worktree);
  const environment: Environment = {
    ...unnamed(environmentSchema, file),
    ...unnamed(environmentSchema.shape.spec, spec),
    id,
    ...given('runId', spec.run_id),
    ...given('taskId', spec.task_id),
    ...given('agentId', spec.agent_id),
    executionMode: spec.execution_mode,
    workspaceRoot: spec.workspace_root,
    path: prepared_path ?? spec.prepared_path ?? git?.worktreePath ?? spec.workspace_root,
    ...given('git', git),
    writeAccess: spec.write_access ?? true,
    state,
    health,
    recoveryStatus: recovery_status,
    ...(recovery_action !== 'noop' && given('recoveryAction', recovery_action)),
    cleanupPolicy: spec.cleanup_policy,
    ...given('lease', file.lease && toLease(file.lease)),
    ...ending(file),
    createdAt: file.created_at,
    updatedAt: file.updated_at,
    ...given('lastVerifiedAt', file.last_verified_at),
  };
  return { environments: [environment] };
}
