/** The moment at which everything here happened. */
export const at = '2026-01-31T14:03:10.000Z';

/** A task with no more than it must have. */
export const task = {
  id: 't',
  runId: 'r',
  agentId: 'a',
  state: 'running',
  executionMode: 'git_worktree',
  createdAt: at,
  updatedAt: at,
};

/** A session with no more than it must have. */
export const session = {
  id: 's',
  engine: 'process',
  status: 'running',
  startedAt: at,
  updatedAt: at,
};
