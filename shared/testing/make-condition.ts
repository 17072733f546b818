import type { Condition, Subject } from '#shared/domain/condition.ts';
import { moments } from './moments.ts';

const subject = (kind: Subject['kind'], id: string): Subject => ({
  kind,
  id,
  source: 'rollcall',
  workspace: '/repos/shop',
});

const common = {
  severity: 'medium',
  evidence: [],
  comparisons: [],
  workAtRisk: { uncommittedFiles: 0, unpushedCommits: 0 },
  blastRadius: 0,
  since: moments.now,
} as const;

const crashed: Condition = {
  ...common,
  id: 'session:s-login:process_gone',
  lane: 'crashed',
  reason: 'process_gone',
  severity: 'critical',
  subject: subject('session', 's-login'),
  title: 'Fix the login form',
  message:
    'Process 4121, started 09:12:04, is gone; last heard 14:02:10; 3 uncommitted files; checkpoint “after tests” intact.',
  evidence: [
    { probe: 'engine process', value: 's-login is not listed', observedAt: moments.now },
    { probe: 'git status', value: '3 changed, 1 commit not pushed', observedAt: moments.now },
  ],
  comparisons: [
    { name: 'Session', recorded: 'running', observed: 'gone', differs: true },
    { name: 'Branch', recorded: 'rollcall/login', observed: 'rollcall/login', differs: false },
  ],
  workAtRisk: { uncommittedFiles: 3, unpushedCommits: 1, minutes: 290, usd: 2.4 },
  blastRadius: 2,
  proposed: 'resume',
  actions: [
    { verb: 'resume', offered: true, effect: 'Continues the task from its checkpoint.' },
    { verb: 'restart', offered: true, effect: 'Starts the task anew; keeps a backup first.' },
    { verb: 'mark_crashed', offered: true, effect: 'Records the session as ended.' },
    { verb: 'acknowledge', offered: true, effect: 'Takes it off the list until it changes.' },
  ],
  taskId: 'login',
  runId: 'run-1',
  agentId: 'claude-code',
  sessionId: 's-login',
  environmentId: 'env-login',
  signature: 'process_gone|running|3',
};

const orphaned: Condition = {
  ...common,
  id: 'session:s-stray:unrecorded_session',
  lane: 'orphaned',
  reason: 'unrecorded_session',
  severity: 'high',
  subject: subject('session', 's-stray'),
  title: 's-stray',
  message: 'Process 5200, started 11:40:00, is alive, but no record names session s-stray.',
  evidence: [{ probe: 'engine process', value: 'alive, pid 5200', observedAt: moments.now }],
  comparisons: [{ name: 'Session', recorded: 'nothing', observed: 'alive', differs: true }],
  workAtRisk: {},
  proposed: 'adopt',
  actions: [
    { verb: 'adopt', offered: true, effect: 'Gives it a record.' },
    { verb: 'stop', offered: true, effect: 'Ends its whole process tree.' },
    { verb: 'look_again', offered: true, effect: 'Observes once more; changes nothing.' },
  ],
  sessionId: 's-stray',
  signature: 'unrecorded_session|5200',
};

const drifted: Condition = {
  ...common,
  id: 'environment:env-cart:directory_missing',
  lane: 'drifted',
  reason: 'directory_missing',
  severity: 'high',
  subject: subject('environment', 'env-cart'),
  title: 'Empty cart page',
  message: 'The directory /repos/shop.worktrees/cart is missing; branch rollcall/cart is there.',
  evidence: [{ probe: 'path', value: 'absent, parent present', observedAt: moments.now }],
  comparisons: [
    { name: 'Path', recorded: '/repos/shop.worktrees/cart', observed: 'absent', differs: true },
  ],
  workAtRisk: {},
  proposed: 'recreate',
  actions: [
    { verb: 'recreate', offered: true, effect: 'Puts the worktree back on its branch.' },
    { verb: 'acknowledge', offered: true, effect: 'Takes it off the list until it changes.' },
    {
      verb: 'resume',
      offered: false,
      effect: 'Continues the task from its checkpoint.',
      why: 'Its environment is missing; recreate it first.',
    },
  ],
  taskId: 'cart',
  runId: 'run-1',
  agentId: 'codex',
  environmentId: 'env-cart',
  signature: 'directory_missing|absent',
};

const blocked: Condition = {
  ...common,
  id: 'task:mail:task_blocked',
  lane: 'blocked',
  reason: 'task_blocked',
  subject: subject('task', 'mail'),
  title: 'Send the welcome mail',
  message: 'Blocked: operator needed because “before sending” is gated by an operator.',
  evidence: [{ probe: 'record', value: 'blocked, attempt 1', observedAt: moments.now }],
  proposed: 'acknowledge',
  actions: [
    { verb: 'restart', offered: true, effect: 'Starts the task anew; keeps a backup first.' },
    { verb: 'acknowledge', offered: true, effect: 'Takes it off the list until it changes.' },
    {
      verb: 'resume',
      offered: false,
      effect: 'Continues the task from its checkpoint.',
      why: 'Its checkpoint needs an operator.',
    },
  ],
  taskId: 'mail',
  runId: 'run-1',
  agentId: 'aider',
  signature: 'task_blocked|1',
};

/** One true-to-life condition per lane; overrides replace whole fields. */
export const makeCondition = {
  crashed: (overrides: Partial<Condition> = {}): Condition => ({ ...crashed, ...overrides }),
  orphaned: (overrides: Partial<Condition> = {}): Condition => ({ ...orphaned, ...overrides }),
  drifted: (overrides: Partial<Condition> = {}): Condition => ({ ...drifted, ...overrides }),
  blocked: (overrides: Partial<Condition> = {}): Condition => ({ ...blocked, ...overrides }),
};
