import type { Environment } from '#shared/domain/environment.ts';
import type { RecordChange } from '#shared/domain/records.ts';
import type { Instant, Run } from '#shared/domain/run.ts';
import type { Session } from '#shared/domain/session.ts';
import { untouchedTask, type Task } from '#shared/domain/task.ts';
import { addRecord, changeRecord } from '#electron/recover/record-change.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { Target } from '#electron/recover/target.ts';
import type { Orphan } from './orphan.ts';

type Deps = Pick<RecoverDeps, 'clock' | 'host' | 'runStatus' | 'store'>;

/** The records that give an orphan an owner. `id` names the run and the task. */
export function adoptedRecords(
  deps: Deps,
  target: Target,
  orphan: Orphan,
  id: string,
): readonly RecordChange[] {
  switch (orphan.kind) {
    case 'session':
      return adoptSession(deps, target, orphan, id);
    case 'directory':
      return adoptDirectory(deps, target, orphan, id);
    case 'environment':
      return adoptEnvironment(deps, target, orphan, id);
    case 'owned':
    case 'unfit':
      throw new Error('Something that has an owner was to be adopted.');
  }
}

type OrphanOf<K extends Orphan['kind']> = Extract<Orphan, { readonly kind: K }>;

function adoptSession(
  deps: Deps,
  target: Target,
  { entry, identity, engine }: OrphanOf<'session'>,
  id: string,
): readonly RecordChange[] {
  const now = deps.clock.now();
  const { workspace } = target.subject;
  // It began long before anybody recorded it.
  const startedAt = (entry.process.kind === 'alive' ? entry.process.startedAt : undefined) ?? now;
  const task = ownerTask(target, id, now, { state: 'running', startedAt });
  const session: Session = {
    id: entry.sessionId,
    taskId: id,
    runId: id,
    agentId: task.agentId,
    engine,
    status: 'running',
    ...identity,
    host: identity.host ?? deps.host,
    cwd: entry.cwd,
    command: entry.command,
    logPath: entry.logPath,
    startedAt,
    updatedAt: now,
  };
  return [...owner(deps, task, workspace), addRecord('session', session, workspace)];
}

function adoptDirectory(
  deps: Deps,
  target: Target,
  orphan: OrphanOf<'directory'>,
  id: string,
): readonly RecordChange[] {
  const now = deps.clock.now();
  const { workspace } = target.subject;
  const environment = environmentOf(target, orphan, id, now);
  const { executionMode, id: environmentId } = environment;
  const task = ownerTask(target, id, now, { executionMode, environmentId });
  return [...owner(deps, task, workspace), addRecord('environment', environment, workspace)];
}

function adoptEnvironment(
  deps: Deps,
  target: Target,
  { recorded }: OrphanOf<'environment'>,
  id: string,
): readonly RecordChange[] {
  const now = deps.clock.now();
  const { executionMode, id: environmentId } = recorded.record;
  const task = ownerTask(target, id, now, { executionMode, environmentId });
  const { recoveryAction: _orphaned, ...rest } = recorded.record;
  const adopted: Environment = { ...rest, taskId: id, runId: id, state: 'ready', updatedAt: now };
  return [
    ...owner(deps, task, target.subject.workspace),
    changeRecord('environment', recorded, adopted),
  ];
}

/** Waiting for a review: the operator looks at what is there, and nothing starts by itself. */
const ownerTask = (target: Target, id: string, now: Instant, over: Partial<Task>): Task => ({
  id,
  runId: id,
  agentId: target.condition?.agentId ?? 'custom',
  name: target.title,
  state: 'review_pending',
  executionMode: 'shared_workspace',
  ...untouchedTask(now),
  ...over,
});

function owner(deps: Deps, task: Task, workspace: string): readonly RecordChange[] {
  const run: Run = {
    id: task.runId,
    name: `Adopted: ${task.name ?? task.id}`,
    status: deps.runStatus([task], []),
    workspaceDir: workspace,
    createdAt: task.createdAt,
    updatedAt: task.createdAt,
  };
  return [addRecord('run', run, workspace), addRecord('task', task, workspace)];
}

const environmentOf = (
  { subject }: Target,
  { path, worktree, baseBranch }: OrphanOf<'directory'>,
  id: string,
  now: Instant,
): Environment => ({
  id: `env_${id}`,
  runId: id,
  taskId: id,
  executionMode: worktree === undefined ? 'isolated_workspace' : 'git_worktree',
  workspaceRoot: subject.workspace,
  path,
  ...(worktree === undefined
    ? {}
    : {
        git: {
          repoRoot: subject.workspace,
          baseBranch,
          branch: worktree.branch ?? '',
          worktreePath: path,
          createBranchIfMissing: false,
          head: worktree.head,
        },
      }),
  writeAccess: true,
  state: 'ready',
  health: 'unknown',
  recoveryStatus: 'not_required',
  cleanupPolicy: 'keep_always',
  createdAt: now,
  updatedAt: now,
});
