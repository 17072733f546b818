import type { Checkpoint } from '#shared/domain/checkpoint.ts';
import type { Environment, WorktreeDetails } from '#shared/domain/environment.ts';
import type { Lease } from '#shared/domain/lease.ts';
import type { Run } from '#shared/domain/run.ts';
import type { Session } from '#shared/domain/session.ts';
import type { Task, TaskState } from '#shared/domain/task.ts';
import { moments } from './moments.ts';

const written = { createdAt: moments.started, updatedAt: moments.started } as const;

export const makeRun = (overrides: Partial<Run> = {}): Run => ({
  id: 'run-1',
  name: 'Friday',
  status: 'running',
  workspaceDir: '/repos/shop',
  ...written,
  ...overrides,
});

const taskIn =
  (state: TaskState) =>
  (overrides: Partial<Task> = {}): Task => ({
    id: 'login',
    runId: 'run-1',
    agentId: 'claude-code',
    name: 'Fix the login form',
    state,
    environmentId: 'env-login',
    executionMode: 'git_worktree',
    dependsOn: [],
    attempts: 1,
    blockedReasons: [],
    approvalRequired: false,
    resultPublished: false,
    ...written,
    ...(state === 'queued' ? {} : { startedAt: moments.started }),
    ...overrides,
  });

/** A task by its state. */
export const makeTask = {
  queued: taskIn('queued'),
  running: taskIn('running'),
  blocked: taskIn('blocked'),
  completed: taskIn('completed'),
  failed: taskIn('failed'),
  cancelled: taskIn('cancelled'),
};

const sessionIn =
  (status: Session['status'], more: Partial<Session> = {}) =>
  (overrides: Partial<Session> = {}): Session => ({
    id: 's-login',
    taskId: 'login',
    runId: 'run-1',
    agentId: 'claude-code',
    engine: 'process',
    status,
    pid: 4121,
    startTime: '880042',
    bootId: 'boot-1',
    host: 'desk',
    command: ['agent', '--task', 'login'],
    startedAt: moments.started,
    updatedAt: moments.started,
    ...more,
    ...overrides,
  });

/** A session by its recorded status. */
export const makeSession = {
  spawned: sessionIn('spawned'),
  running: sessionIn('running', { lastHeartbeatAt: moments.lastHeard }),
  exited: sessionIn('exit', { exitCode: 0, exitReason: 'done' }),
};

const environment = (more: Partial<Environment>, overrides: Partial<Environment>): Environment => ({
  id: 'env-login',
  runId: 'run-1',
  taskId: 'login',
  agentId: 'claude-code',
  executionMode: 'git_worktree',
  workspaceRoot: '/repos/shop',
  path: '/repos/shop.worktrees/rollcall-login',
  writeAccess: true,
  state: 'ready',
  health: 'clean',
  recoveryStatus: 'reconciled',
  cleanupPolicy: 'keep_always',
  ...written,
  ...more,
  ...overrides,
});

export const makeWorktreeDetails = (overrides: Partial<WorktreeDetails> = {}): WorktreeDetails => ({
  repoRoot: '/repos/shop',
  baseBranch: 'main',
  branch: 'rollcall/login',
  worktreePath: '/repos/shop.worktrees/rollcall-login',
  createBranchIfMissing: true,
  head: 'a'.repeat(40),
  ...overrides,
});

/** An environment by its mode, recorded as reconciled and clean. */
export const makeEnvironment = {
  worktree: (overrides: Partial<Environment> = {}): Environment =>
    environment({ git: makeWorktreeDetails() }, overrides),
  isolated: (overrides: Partial<Environment> = {}): Environment =>
    environment(
      { executionMode: 'isolated_workspace', path: '/repos/shop.worktrees/login' },
      overrides,
    ),
  shared: (overrides: Partial<Environment> = {}): Environment =>
    environment({ executionMode: 'shared_workspace', path: '/repos/shop' }, overrides),
  remote: (overrides: Partial<Environment> = {}): Environment =>
    environment(
      { executionMode: 'remote', path: '/srv/shop', remoteUrl: 'ssh://build/srv/shop' },
      overrides,
    ),
};

const checkpoint = (more: Partial<Checkpoint>, overrides: Partial<Checkpoint>): Checkpoint => ({
  id: 'checkpoint-login',
  taskId: 'login',
  runId: 'run-1',
  environmentId: 'env-login',
  stage: 'running',
  replaySafety: 'checkpoint_resumable',
  resumeDisposition: 'resume_from_checkpoint',
  safeBoundaryLabel: 'after tests',
  completedToolCalls: [],
  resultPublished: false,
  ...written,
  ...more,
  ...overrides,
});

/** A checkpoint by what may follow it. */
export const makeCheckpoint = {
  resumable: (overrides: Partial<Checkpoint> = {}): Checkpoint =>
    checkpoint({ resumeState: { step: 3 } }, overrides),
  gated: (overrides: Partial<Checkpoint> = {}): Checkpoint =>
    checkpoint(
      {
        replaySafety: 'operator_gated',
        resumeDisposition: 'operator_intervention_required',
        safeBoundaryLabel: 'before sending',
      },
      overrides,
    ),
  readonly: (overrides: Partial<Checkpoint> = {}): Checkpoint =>
    checkpoint(
      { replaySafety: 'pure_readonly', resumeDisposition: 'restart_from_boundary' },
      overrides,
    ),
};

/** A lease that nobody has released. */
export const makeLease = {
  held: (overrides: Partial<Lease> = {}): Lease => ({
    kind: 'execution',
    holder: {
      sessionId: 's-login',
      taskId: 'login',
      pid: 4121,
      startTime: '880042',
      bootId: 'boot-1',
      host: 'desk',
    },
    token: 'token-1',
    acquiredAt: moments.started,
    ...overrides,
  }),
};
