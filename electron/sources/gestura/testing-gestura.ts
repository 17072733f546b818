// For tests: what an orchestrator keeps of one session, for a folder.
const at = '2026-04-20T10:00:00.123456789Z';
const times = { created_at: at, updated_at: at };

export const sessionPath = '.gestura/orchestrator/session-recovery';

/** The id that such an environment has. */
const idOf = (name: string): string => `env_run-${name}_task-${name}_agent-${name}`;

const placeOf = (root: string, kind: string, name: string): string =>
  `${root}/.gestura/${kind}/session-recovery/run-${name}/agent-${name}/task-${name}`;

const spec = (root: string, name: string): object => ({
  id: idOf(name),
  workspace_root: root,
  session_id: 'session-recovery',
  run_id: `run-${name}`,
  task_id: `task-${name}`,
  agent_id: `agent-${name}`,
  cleanup_policy: 'remove_when_clean_otherwise_archive',
  write_access: true,
});

const runFile = (root: string): object => ({
  id: 'run-restart',
  name: 'Run run-restart',
  session_id: 'session-recovery',
  workspace_dir: root,
  lead_agent_id: 'supervisor-1',
  status: 'running',
  tasks: [
    {
      task: {
        id: 'task-restart',
        agent_id: 'agent-restart',
        prompt: 'Execute task-restart',
        context: null,
        priority: 1,
        depends_on: [],
        run_id: 'run-restart',
        approval_required: false,
        execution_mode: 'isolated_workspace',
        environment_id: idOf('restart'),
        name: 'task-restart',
      },
      state: 'running',
      approval: { state: 'not_required' },
      environment_id: idOf('restart'),
      attempts: 0,
      ...times,
    },
  ],
  ...times,
});

const inUse = (root: string): object => ({
  id: idOf('restart'),
  spec: {
    ...spec(root, 'restart'),
    execution_mode: 'isolated_workspace',
    prepared_path: placeOf(root, 'environments', 'restart'),
  },
  state: 'in_use',
  health: 'clean',
  prepared_path: placeOf(root, 'environments', 'restart'),
  lease: {
    task_id: 'task-restart',
    agent_id: 'agent-restart',
    lease_kind: 'execution',
    acquired_at: at,
  },
  recovery_status: 'not_required',
  recovery_action: 'noop',
  last_verified_at: at,
  ...times,
});

const orphaned = (root: string): object => ({
  id: idOf('orphan'),
  spec: {
    ...spec(root, 'orphan'),
    execution_mode: 'git_worktree',
    prepared_path: placeOf(root, 'worktrees', 'orphan'),
    git_worktree: {
      repo_root: root,
      base_branch: 'main',
      worktree_branch: 'gestura/session-recovery/run-orphan/agent-orphan/task-orphan',
      worktree_path: placeOf(root, 'worktrees', 'orphan'),
      create_branch_if_missing: true,
    },
  },
  state: 'ready',
  health: 'orphaned',
  cleanup_result: {
    disposition: 'archived',
    completed_at: at,
    retained_path: placeOf(root, 'worktrees', 'orphan'),
    summary: 'Archived.',
  },
  recovery_status: 'pending',
  recovery_action: 'queue_cleanup',
  failure: { kind: 'worktree_dirty', message: 'example', occurred_at: at },
  ...times,
});

const checkpoint = (root: string): object => ({
  id: 'checkpoint-task-restart',
  task_id: 'task-restart',
  run_id: 'run-restart',
  agent_id: 'agent-restart',
  environment_id: idOf('restart'),
  execution_mode: 'isolated_workspace',
  stage: 'running',
  replay_safety: 'checkpoint_resumable',
  resume_disposition: 'resume_from_checkpoint',
  safe_boundary_label: 'delegated task dispatch boundary',
  workspace_dir: root,
  result_published: false,
  note: 'Dispatched.',
  resume_state: { step: 3 },
  ...times,
});

/** All its files, by their paths below `root`. */
export const gesturaFiles = (root: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({
      'runs/run-restart.json': runFile(root),
      [`environments/${idOf('restart')}.json`]: inUse(root),
      [`environments/${idOf('orphan')}.json`]: orphaned(root),
      'checkpoints/task-restart.json': checkpoint(root),
    }).map(([path, value]) => [`${sessionPath}/${path}`, JSON.stringify(value, null, 2)]),
  );
