// For tests: state of a parallel run, as its versions keep it.

const begun = '2026-03-21T12:00:00Z';
const workspaceOf = (task: string): string => `/repos/.workspaces/app/parallel/${task}`;
const worker = (task: string, lifecycle: string, more: object): object => ({
  task_id: task,
  workspace_path: workspaceOf(task),
  lifecycle,
  started_at: begun,
  push_attempts: 0,
  ...more,
});

/** One worker of each kind but one at integration. */
export const mixedState: string = JSON.stringify(
  {
    schema_version: 3,
    started_at: begun,
    target_branch: 'main',
    workers: [
      worker('RQ-3001', 'completed', { completed_at: '2026-03-21T12:10:00Z' }),
      worker('RQ-3002', 'failed', {
        completed_at: '2026-03-21T12:08:00Z',
        last_error: 'worker exited with status: 1',
      }),
      worker('RQ-3003', 'blocked_push', {
        completed_at: '2026-03-21T12:09:00Z',
        push_attempts: 2,
        last_error: 'push rejected after conflict review',
      }),
      worker('RQ-3004', 'running', {}),
    ],
  },
  null,
  2,
);

/** As little as a worker needs, with comments and commas at the end. */
export const minimalState = `// the rest is left to defaults
{
  "schema_version": 3,
  "started_at": "2026-02-20T00:00:00Z",
  "target_branch": "main", /* a branch */
  "unknown_top": "kept out",
  "workers": [ { "task_id": "RQ-0001", "workspace_path": "/abs/ws", "started_at": "2026-02-20T00:00:00Z", "unknown_worker": "kept", }, ],
}
`;

/** The first schema: pull requests, and what became of work without one. */
export const firstState: string = JSON.stringify({
  started_at: '2026-02-17T00:00:00Z',
  base_branch: 'main',
  merge_method: 'squash',
  tasks_in_flight: [
    {
      task_id: 'RQ-0001',
      workspace_path: workspaceOf('RQ-0001'),
      branch: 'ralph/RQ-0001',
      pid: 123,
      started_at: '2026-02-17T00:00:00Z',
    },
  ],
  prs: [
    {
      task_id: 'RQ-0002',
      pr_number: 5,
      head: 'ralph/RQ-0002',
      merged: false,
      lifecycle: 'open',
      merge_blocker: 'head does not match expected branch prefix',
    },
  ],
  finished_without_pr: [
    {
      task_id: 'RQ-0003',
      workspace_path: workspaceOf('RQ-0003'),
      branch: 'ralph/RQ-0003',
      success: true,
      finished_at: '2026-02-17T01:00:00Z',
      reason: 'pr_create_failed',
      message: 'gh failed',
    },
  ],
  pending_merges: [
    {
      task_id: 'RQ-0002',
      pr_number: 5,
      workspace_path: null,
      lifecycle: 'retryable_failed',
      attempts: 1,
      queued_at: '2026-02-17T00:30:00Z',
      last_error: 'conflict',
    },
  ],
});

export const lockOwner =
  'pid: 999999\nstarted_at: 2026-03-21T12:00:00Z\ncommand: ralph run loop --parallel 4\nlabel: run loop\n';

export const blockedPush: string = JSON.stringify({
  task_id: 'RQ-3003',
  reason: 'push rejected after conflict review',
  attempt: 2,
  max_attempts: 5,
  generated_at: '2026-03-22T00:00:00Z',
});

export const statePath = '.ralph/cache/parallel/state.json';
export const lockPath = '.ralph/lock/owner';
