import { join } from 'node:path';
import type { Environment, ExecutionMode } from '#shared/domain/environment.ts';
import type { Instant, Run } from '#shared/domain/run.ts';
import { untouchedTask, type Task } from '#shared/domain/task.ts';
import { managedRoot } from '#shared/domain/managed-root.ts';

/** What an operator asks for when starting an agent. */
export interface LaunchRequest {
  /** Absolute path of the watched folder; the repository's root for a worktree. */
  readonly workspace: string;
  readonly runId: string;
  readonly taskId: string;
  readonly agentId: string;
  readonly taskName?: string | undefined;
  readonly runName?: string | undefined;
  readonly mode: Exclude<ExecutionMode, 'remote'>;
  /** For a worktree; default `rollcall/<taskId>`. */
  readonly branch?: string | undefined;
  /** Where the branch starts; default the workspace's HEAD. */
  readonly baseBranch?: string | undefined;
  readonly command: readonly string[];
  /** Tasks that must be completed before it starts; only for one that is queued. */
  readonly dependsOn?: readonly string[] | undefined;
  /** Kept with its command, to be started by the console when its turn has come. */
  readonly isQueued?: boolean | undefined;
}

/** The branch of a new worktree, unless one is asked for. */
export const newBranch = (taskId: string): string => `rollcall/${taskId}`;

function environmentPath(request: LaunchRequest, branch: string): string {
  if (request.mode === 'shared_workspace') return request.workspace;
  const name = request.mode === 'git_worktree' ? branch : request.taskId;
  return join(managedRoot(request.workspace), name.replaceAll('/', '-'));
}

/** The environment of a new task, not yet on disk. */
export function newEnvironment(request: LaunchRequest, now: Instant): Environment {
  const branch = request.branch ?? newBranch(request.taskId);
  const path = environmentPath(request, branch);
  return {
    id: `env-${request.taskId}`,
    runId: request.runId,
    taskId: request.taskId,
    agentId: request.agentId,
    executionMode: request.mode,
    workspaceRoot: request.workspace,
    path,
    ...(request.mode === 'git_worktree'
      ? {
          git: {
            repoRoot: request.workspace,
            baseBranch: request.baseBranch ?? 'HEAD',
            branch,
            worktreePath: path,
            createBranchIfMissing: true,
          },
        }
      : {}),
    writeAccess: true,
    state: 'requested',
    health: 'unknown',
    recoveryStatus: 'not_required',
    // Nobody asked for this worktree to go: it stays until someone says so.
    cleanupPolicy: 'keep_always',
    createdAt: now,
    updatedAt: now,
  };
}

export const newRun = (request: LaunchRequest, now: Instant): Run => ({
  id: request.runId,
  ...(request.runName === undefined ? {} : { name: request.runName }),
  status: 'running',
  workspaceDir: request.workspace,
  createdAt: now,
  updatedAt: now,
});

export const newTask = (request: LaunchRequest, environmentId: string, now: Instant): Task => ({
  id: request.taskId,
  runId: request.runId,
  agentId: request.agentId,
  ...(request.taskName === undefined ? {} : { name: request.taskName }),
  ...(request.isQueued === true ? { command: request.command } : {}),
  state: 'queued',
  environmentId,
  executionMode: request.mode,
  ...untouchedTask(now),
  ...(request.dependsOn === undefined ? {} : { dependsOn: request.dependsOn }),
});
