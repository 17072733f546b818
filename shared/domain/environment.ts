import type { Lease } from './lease.ts';
import type { Instant } from './run.ts';

export const executionModes = [
  'shared_workspace',
  'isolated_workspace',
  'git_worktree',
  'remote',
] as const;
export type ExecutionMode = (typeof executionModes)[number];

export const environmentStates = [
  'requested',
  'provisioning',
  'ready',
  'in_use',
  'cleanup_queued',
  'cleaning',
  'archived',
  'removed',
  'recovering',
  'failed',
] as const;
export type EnvironmentState = (typeof environmentStates)[number];

export const environmentHealths = [
  'clean',
  'dirty',
  'missing',
  'drifted',
  'orphaned',
  'unknown',
] as const;
export type EnvironmentHealth = (typeof environmentHealths)[number];

export const recoveryStatuses = [
  'not_required',
  'pending',
  'reconciled',
  'needs_operator_action',
  'failed',
] as const;
export type RecoveryStatus = (typeof recoveryStatuses)[number];

export const recoveryActions = [
  'recreate_missing_environment',
  'release_stale_lease',
  'archive_dirty_environment',
  'queue_cleanup',
  'mark_task_blocked',
] as const;
export type RecoveryAction = (typeof recoveryActions)[number];

export const cleanupPolicies = [
  'keep_always',
  'remove_on_success',
  'archive_on_failure',
  'archive_always',
  'remove_when_clean_otherwise_archive',
] as const;
export type CleanupPolicy = (typeof cleanupPolicies)[number];

export const cleanupDispositions = ['kept', 'archived', 'removed'] as const;
export type CleanupDisposition = (typeof cleanupDispositions)[number];

/** Where a worktree environment lives in git. Paths are absolute. */
export interface WorktreeDetails {
  readonly repoRoot: string;
  readonly baseBranch: string;
  readonly branch: string;
  readonly worktreePath: string;
  readonly createBranchIfMissing: boolean;
  /** Last commit seen at HEAD, 40 hex digits: what `recreate` falls back on. */
  readonly head?: string | undefined;
}

export interface CleanupOutcome {
  readonly disposition: CleanupDisposition;
  readonly completedAt: Instant;
  readonly retainedPath?: string | undefined;
  readonly summary?: string | undefined;
}

export interface EnvironmentFailure {
  readonly kind: string;
  readonly message: string;
  readonly occurredAt: Instant;
}

/** Where a task works. */
export interface Environment {
  readonly id: string;
  readonly runId?: string | undefined;
  readonly taskId?: string | undefined;
  readonly agentId?: string | undefined;
  readonly executionMode: ExecutionMode;
  readonly workspaceRoot: string;
  readonly path: string;
  readonly git?: WorktreeDetails | undefined;
  readonly remoteUrl?: string | undefined;
  readonly writeAccess: boolean;
  readonly state: EnvironmentState;
  readonly health: EnvironmentHealth;
  readonly recoveryStatus: RecoveryStatus;
  readonly recoveryAction?: RecoveryAction | undefined;
  readonly cleanupPolicy: CleanupPolicy;
  readonly lease?: Lease | undefined;
  readonly cleanupResult?: CleanupOutcome | undefined;
  readonly failure?: EnvironmentFailure | undefined;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly lastVerifiedAt?: Instant | undefined;
}

/** Archived and removed environments are not probed. */
export const isRetiredEnvironment = (environment: Pick<Environment, 'state'>): boolean =>
  environment.state === 'archived' || environment.state === 'removed';
