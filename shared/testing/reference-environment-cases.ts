import type {
  CleanupDisposition,
  CleanupPolicy,
  EnvironmentHealth,
  EnvironmentState,
  ExecutionMode,
  RecoveryAction,
  RecoveryStatus,
} from '#shared/domain/environment.ts';

interface EnvironmentCase {
  readonly title: string;
  readonly mode: ExecutionMode;
  readonly isPresent: boolean;
  readonly isRegistered?: boolean;
  readonly isDirty?: boolean;
  /** An unreleased lease whose holder is proven gone. */
  readonly isLeaseAbandoned?: boolean;
  /** State of the task that works there; absent: no task does. */
  readonly task?: 'queued' | 'running';
  readonly health: EnvironmentHealth;
  readonly recoveryStatus: RecoveryStatus;
  readonly recoveryAction: RecoveryAction | null;
  readonly state?: EnvironmentState;
  /** What the blocked task says; absent: nothing about its environment. */
  readonly blockedBecause?: RegExp;
  readonly differs?: string;
}

/** The reference's environment cases, restated. Environments are recorded as `ready`. */
export const environmentCases: readonly EnvironmentCase[] = [
  {
    title: 'a shared workspace that is missing blocks its task',
    mode: 'shared_workspace',
    isPresent: false,
    task: 'queued',
    health: 'missing',
    recoveryStatus: 'needs_operator_action',
    recoveryAction: 'mark_task_blocked',
    blockedBecause: /blocked/u,
  },
  {
    title: 'a remote environment is unknown from here',
    mode: 'remote',
    isPresent: false,
    task: 'queued',
    health: 'unknown',
    recoveryStatus: 'reconciled',
    recoveryAction: null,
    differs:
      'environments: the reference looks for a remote path on this machine and calls it missing',
  },
  {
    title: 'an isolated directory that is missing must be recreated',
    mode: 'isolated_workspace',
    isPresent: false,
    task: 'queued',
    health: 'missing',
    recoveryStatus: 'pending',
    recoveryAction: 'recreate_missing_environment',
    blockedBecause: /must be recreated/u,
  },
  {
    title: 'a worktree that git does not list has drifted',
    mode: 'git_worktree',
    isPresent: true,
    isRegistered: false,
    task: 'queued',
    health: 'drifted',
    recoveryStatus: 'needs_operator_action',
    recoveryAction: 'mark_task_blocked',
    blockedBecause: /drifted/u,
  },
  {
    title: 'a registered worktree with changes is dirty and reconciled',
    mode: 'git_worktree',
    isPresent: true,
    isRegistered: true,
    isDirty: true,
    task: 'queued',
    health: 'dirty',
    recoveryStatus: 'reconciled',
    recoveryAction: null,
  },
  {
    title: 'an abandoned lease is to be released, and its running task was interrupted',
    mode: 'isolated_workspace',
    isPresent: true,
    isLeaseAbandoned: true,
    task: 'running',
    health: 'clean',
    recoveryStatus: 'reconciled',
    recoveryAction: 'release_stale_lease',
    state: 'ready',
    differs:
      'environments: the reference releases every lease by itself and blocks the task for that too; Rollcall proposes the release, by compare-and-set, and it blocks nobody',
  },
  {
    title: 'an environment in which no task works is orphaned',
    mode: 'isolated_workspace',
    isPresent: true,
    health: 'orphaned',
    recoveryStatus: 'pending',
    recoveryAction: 'queue_cleanup',
  },
];

interface CleanupCase {
  readonly policy: CleanupPolicy;
  readonly endings: readonly ('success' | 'failure')[];
  readonly isClean: readonly boolean[];
  readonly disposition: CleanupDisposition;
}

const both = ['success', 'failure'] as const;
const either = [true, false] as const;

/** What each policy wants, for every ending and cleanliness listed. */
export const cleanupCases: readonly CleanupCase[] = [
  { policy: 'keep_always', endings: both, isClean: either, disposition: 'kept' },
  { policy: 'remove_on_success', endings: ['success'], isClean: either, disposition: 'removed' },
  { policy: 'remove_on_success', endings: ['failure'], isClean: either, disposition: 'kept' },
  { policy: 'archive_on_failure', endings: ['failure'], isClean: either, disposition: 'archived' },
  { policy: 'archive_on_failure', endings: ['success'], isClean: [true], disposition: 'removed' },
  { policy: 'archive_on_failure', endings: ['success'], isClean: [false], disposition: 'kept' },
  { policy: 'archive_always', endings: both, isClean: either, disposition: 'archived' },
  {
    policy: 'remove_when_clean_otherwise_archive',
    endings: both,
    isClean: [true],
    disposition: 'removed',
  },
  {
    policy: 'remove_when_clean_otherwise_archive',
    endings: both,
    isClean: [false],
    disposition: 'archived',
  },
];
