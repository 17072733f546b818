// For tests: one task in a worktree of its own, interrupted, with everything recorded around it.
import type { Checkpoint } from '#shared/domain/checkpoint.ts';
import type { Environment } from '#shared/domain/environment.ts';
import { managedRoot } from '#shared/domain/managed-root.ts';
import type { Session } from '#shared/domain/session.ts';
import { untouchedTask, type Task } from '#shared/domain/task.ts';
import { addRecord } from './record-change.ts';
import { conditionAbout, type RecoveryWorld } from './recovery-world.ts';

const at = '2026-01-31T09:00:00.000Z';
const written = { createdAt: at, updatedAt: at } as const;

/** A pid that no process has: above what Linux hands out by default. */
const deadPid = 4_194_300;

export interface InterruptedTask {
  readonly path: string;
  readonly conditionId: string;
}

/** What may differ from one interrupted task to the next. */
export interface TaskChoice {
  readonly id: string;
  readonly command?: readonly string[];
  readonly task?: Partial<Task>;
  readonly checkpoint?: Partial<Checkpoint>;
  readonly environment?: Partial<Environment>;
  readonly session?: Partial<Session>;
}

/** Where its worktree is, and on which branch. */
interface Place {
  readonly path: string;
  readonly branch: string;
}

/** A worktree as it is recorded: in use by the task of that id, unless changed. */
export const environmentOf = (
  { repository, deps }: RecoveryWorld,
  { id, environment }: TaskChoice,
  { path, branch }: Place,
): Environment => ({
  id: `env-${id}`,
  runId: 'run-1',
  taskId: id,
  executionMode: 'git_worktree',
  workspaceRoot: repository.root,
  path,
  git: {
    repoRoot: repository.root,
    baseBranch: 'main',
    branch,
    worktreePath: path,
    createBranchIfMissing: false,
    head: repository.git('rev-parse', 'HEAD').trim(),
  },
  writeAccess: true,
  state: 'in_use',
  health: 'clean',
  recoveryStatus: 'not_required',
  cleanupPolicy: 'keep_always',
  lease: {
    kind: 'execution',
    holder: { sessionId: `s-${id}`, pid: deadPid, startTime: '1', bootId: deps.bootId },
    token: `token-${id}`,
    acquiredAt: at,
  },
  ...written,
  ...environment,
});

const taskOf = ({ id, task }: TaskChoice): Task => ({
  id,
  runId: 'run-1',
  agentId: 'custom',
  state: 'blocked',
  environmentId: `env-${id}`,
  executionMode: 'git_worktree',
  ...untouchedTask(at),
  blockedReasons: ['Interrupted: can resume from “half-way”.'],
  startedAt: at,
  ...task,
});

const checkpointOf = ({ id, checkpoint }: TaskChoice): Checkpoint => ({
  id: `cp-${id}`,
  taskId: id,
  stage: 'blocked',
  replaySafety: 'checkpoint_resumable',
  resumeDisposition: 'resume_from_checkpoint',
  safeBoundaryLabel: 'half-way',
  completedToolCalls: [{ name: 'edit', at }],
  resultPublished: false,
  note: 'An earlier note.',
  resumeState: { step: 3 },
  ...written,
  ...checkpoint,
});

const sessionOf = (
  { deps }: RecoveryWorld,
  { id, command, session }: TaskChoice,
  cwd: string,
): Session => ({
  id: `s-${id}`,
  taskId: id,
  runId: 'run-1',
  agentId: 'custom',
  engine: 'process',
  status: 'running',
  pid: deadPid,
  startTime: '1',
  bootId: deps.bootId,
  host: deps.host,
  cwd,
  command: command ?? ['sleep', '60'],
  startedAt: at,
  updatedAt: at,
  ...session,
});

/** Adds the worktree and the records; its session is recorded as active and long gone. */
export function addInterruptedTask(world: RecoveryWorld, choice: TaskChoice): InterruptedTask {
  const { id } = choice;
  const { root, git } = world.repository;
  const branch = `rollcall/${id}`;
  const path = `${managedRoot(root)}/rollcall-${id}`;
  git('worktree', 'add', '--quiet', '-b', branch, path);
  const run = { id: 'run-1', status: 'waiting', workspaceDir: root, ...written } as const;
  world.record(
    ...(world.deps.store.get('run', 'run-1') === undefined ? [addRecord('run', run, root)] : []),
    addRecord('task', taskOf(choice), root),
    addRecord('environment', environmentOf(world, choice, { path, branch }), root),
    addRecord('checkpoint', checkpointOf(choice), root),
    addRecord('session', sessionOf(world, choice, path), root),
  );
  const condition = conditionAbout({ kind: 'task', id }, root, { taskId: id });
  return { path, conditionId: world.list(condition) };
}
