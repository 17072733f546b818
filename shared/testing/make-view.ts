import type { EnvironmentRow, RunRow, SweepSummary, TaskRow } from '#shared/contract/sweep.ts';
import type { View, ViewHeader } from '#shared/contract/view.ts';
import { lanes, type Condition, type Lane } from '#shared/domain/condition.ts';
import { moments } from './moments.ts';

const countLane = (conditions: readonly Condition[], lane: Lane): number =>
  conditions.filter((condition) => condition.lane === lane).length;

/** Counts that agree with the conditions given. */
export function makeSummary(conditions: readonly Condition[] = []): SweepSummary {
  const [crashed, orphaned, drifted, blocked] = lanes.map((lane) => countLane(conditions, lane));
  return {
    sessions: {
      inSync: 3,
      crashed: crashed ?? 0,
      orphaned: orphaned ?? 0,
      statusUpdates: 0,
      unknown: 0,
      leftovers: 0,
    },
    lanes: {
      crashed: crashed ?? 0,
      orphaned: orphaned ?? 0,
      drifted: drifted ?? 0,
      blocked: blocked ?? 0,
    },
    clean: conditions.length === 0,
  };
}

export const makeEnvironmentRow = (overrides: Partial<EnvironmentRow> = {}): EnvironmentRow => ({
  id: 'env-login',
  mode: 'git_worktree',
  path: '/repos/shop.worktrees/rollcall-login',
  state: 'ready',
  health: 'clean',
  recoveryStatus: 'reconciled',
  recoveryAction: null,
  drift: [],
  workspace: '/repos/shop',
  branch: 'rollcall/login',
  taskId: 'login',
  ...overrides,
});

export const makeTaskRow = (overrides: Partial<TaskRow> = {}): TaskRow => ({
  id: 'login',
  runId: 'run-1',
  state: 'running',
  blockedReasons: [],
  name: 'Fix the login form',
  workspace: '/repos/shop',
  agentId: 'claude-code',
  dependsOn: [],
  attempts: 1,
  environmentId: 'env-login',
  costUsd: null,
  tokens: null,
  workedMs: 0,
  runningSince: null,
  checkpoint: null,
  updatedAt: moments.now,
  ...overrides,
});

export const makeRunRow = (overrides: Partial<RunRow> = {}): RunRow => ({
  id: 'run-1',
  status: 'running',
  name: 'Friday',
  workspace: '/repos/shop',
  parentRunId: null,
  createdAt: moments.started,
  updatedAt: moments.now,
  completedAt: null,
  cost: { usd: null, tokens: null, workedMs: 0 },
  ...overrides,
});

interface ViewOverrides extends Partial<Omit<View, 'header'>> {
  readonly header?: Partial<ViewHeader> | undefined;
}

/** What the screens mirror after a look at one workspace; counts follow `conditions`. */
export function makeView({ header, ...rows }: ViewOverrides = {}): View {
  return {
    header: {
      observedAt: moments.now,
      home: '/home/operator/.rollcall',
      summary: makeSummary(rows.conditions ?? []),
      workspaces: [{ path: '/repos/shop', name: 'shop', isSample: false }],
      sources: [{ kind: 'rollcall', workspace: '/repos/shop', readable: true, note: null }],
      failure: null,
      ...header,
    },
    conditions: [],
    acknowledged: [],
    environments: [makeEnvironmentRow()],
    tasks: [makeTaskRow()],
    runs: [makeRunRow()],
    operations: [],
    ...rows,
  };
}
