import { expect, test } from 'vitest';
import { makeFolder } from '#electron/sources/testing-folder.ts';
import { gestura } from './gestura.ts';
import { gesturaFiles, sessionPath } from './testing-gestura.ts';

async function readFiles(change: Readonly<Record<string, string>> = {}) {
  using made = makeFolder({ ...gesturaFiles('/w'), ...change });
  const parts = (await gestura.read(made.folder))?.parts ?? [];
  const read = parts.flatMap((part) => (part.kind === 'read' ? [part.records] : []));
  return {
    runs: read.flatMap(({ runs = [] }) => runs),
    tasks: read.flatMap(({ tasks = [] }) => tasks),
    environments: read.flatMap(({ environments = [] }) => environments),
    checkpoints: read.flatMap(({ checkpoints = [] }) => checkpoints),
    unreadable: parts.filter((part) => part.kind === 'unreadable'),
  };
}

test('a run, its task, their environments and the checkpoint are told in our words', async () => {
  const { runs, tasks, environments, checkpoints, unreadable } = await readFiles();
  expect(unreadable).toEqual([]);
  expect(runs).toMatchObject([
    { id: 'run-restart', status: 'running', workspaceDir: '/w', lead_agent_id: 'supervisor-1' },
  ]);
  expect(tasks).toMatchObject([
    {
      id: 'task-restart',
      runId: 'run-restart',
      state: 'running',
      executionMode: 'isolated_workspace',
      environmentId: 'env_run-restart_task-restart_agent-restart',
      priority: 1,
    },
  ]);
  expect(checkpoints).toMatchObject([
    { taskId: 'task-restart', stage: 'running', resumeState: { step: 3 } },
  ]);
  expect(environments.map(({ id, health }) => [id, health])).toEqual([
    ['env_run-orphan_task-orphan_agent-orphan', 'orphaned'],
    ['env_run-restart_task-restart_agent-restart', 'clean'],
  ]);
  const [orphan, inUse] = environments;
  expect(orphan).toMatchObject({
    recoveryAction: 'queue_cleanup',
    git: { repoRoot: '/w', baseBranch: 'main', createBranchIfMissing: true },
    cleanupResult: { disposition: 'archived' },
    failure: { kind: 'worktree_dirty' },
  });
  expect(inUse).toMatchObject({
    path: '/w/.gestura/environments/session-recovery/run-restart/agent-restart/task-restart',
    lease: { kind: 'execution', holder: { taskId: 'task-restart', agentId: 'agent-restart' } },
  });
  expect(inUse).not.toHaveProperty('recoveryAction');
});

test('a run that cannot be read is told by name, and is known to be there', async () => {
  const file = `${sessionPath}/runs/run-restart.json`;
  const { runs, unreadable } = await readFiles({ [file]: '{ "id": "run-restart", ' });
  expect(runs).toEqual([]);
  expect(unreadable).toMatchObject([
    {
      runIds: ['run-restart'],
      message: expect.stringMatching(/run-restart\.json, line 1, column/u),
    },
  ]);
});

test('a run beside its directory, as older ones are, counts unless it is in both', async () => {
  const text = gesturaFiles('/w')[`${sessionPath}/runs/run-restart.json`] ?? '';
  const old = text.replaceAll('run-restart', 'run-old').replaceAll('task-restart', 'task-old');
  const { runs } = await readFiles({
    [`${sessionPath}/run-old.json`]: old,
    [`${sessionPath}/run-restart.json`]: text.replace('"running"', '"failed"'),
  });
  expect(runs.map(({ id, status }) => [id, status])).toEqual([
    ['run-restart', 'running'],
    ['run-old', 'running'],
  ]);
});

test('a state that does not exist is named with the place', async () => {
  const id = 'env_run-orphan_task-orphan_agent-orphan';
  const file = `${sessionPath}/environments/${id}.json`;
  const text = (gesturaFiles('/w')[file] ?? '').replace('"ready"', '"fine"');
  const { unreadable, environments } = await readFiles({ [file]: text });
  expect(environments).toHaveLength(1);
  expect(unreadable).toMatchObject([
    { message: expect.stringMatching(/line \d+, column \d+, state: expected one of .*"fine"/u) },
  ]);
});

test('a folder without its directory has no such records', async () => {
  using made = makeFolder({ 'README.md': '' });
  expect(await gestura.read(made.folder)).toBeUndefined();
});

test('a task of older shape works where its own entry says, in an environment named by run, task and agent', async () => {
  const file = `${sessionPath}/runs/run 1.json`;
  const at = '2026-04-20T10:00:00Z';
  const times = { created_at: at, updated_at: at };
  const root_dir = '/w/.gestura/worktrees/login';
  const task = {
    task: { id: 'fix/login', agent_id: 'agent_2-b', execution_mode: 'git_worktree' },
    state: 'running',
    environment_id: '',
    environment: { root_dir, worktree_path: root_dir, branch_name: 'login', health: 'clean' },
    ...times,
  };
  const run = { id: 'run 1', status: 'running', workspace_dir: '/w', tasks: [task], ...times };
  const id = 'env_run-1_fix-login_agent_2-b';
  const read = async (more: Readonly<Record<string, string>> = {}) => {
    const { tasks, environments } = await readFiles({ [file]: JSON.stringify(run), ...more });
    expect(tasks.find((one) => one.id === 'fix/login')).toMatchObject({ environmentId: id });
    return environments.filter((one) => one.id === id);
  };
  expect(await read()).toMatchObject([
    {
      runId: 'run 1',
      taskId: 'fix/login',
      executionMode: 'git_worktree',
      workspaceRoot: '/w',
      path: root_dir,
      git: { repoRoot: '/w', branch: 'login', worktreePath: root_dir },
      state: 'in_use',
      health: 'clean',
    },
  ]);
  const spec = {
    execution_mode: 'git_worktree',
    workspace_root: '/w',
    prepared_path: '/w/recorded',
  };
  const recorded = {
    id,
    spec: { ...spec, cleanup_policy: 'keep_always' },
    state: 'ready',
    health: 'clean',
    recovery_status: 'not_required',
    ...times,
  };
  // One that was recorded since counts.
  expect(
    await read({ [`${sessionPath}/environments/${id}.json`]: JSON.stringify(recorded) }),
  ).toMatchObject([{ path: '/w/recorded' }]);
});
