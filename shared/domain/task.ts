import type { ExecutionMode } from './environment.ts';
import type { Instant } from './run.ts';

export const taskStates = [
  'queued',
  'blocked',
  'pending_approval',
  'running',
  'review_pending',
  'test_pending',
  'completed',
  'failed',
  'cancelled',
] as const;
export type TaskState = (typeof taskStates)[number];

/** What a task has consumed so far. */
export interface Cost {
  readonly usd?: number | undefined;
  readonly tokens?: number | undefined;
}

/** One unit of delegated work. */
export interface Task {
  readonly id: string;
  readonly runId: string;
  readonly agentId: string;
  readonly name?: string | undefined;
  readonly prompt?: string | undefined;
  /** What it is to be started with, where that was recorded before its first session. */
  readonly command?: readonly string[] | undefined;
  readonly state: TaskState;
  readonly environmentId?: string | undefined;
  readonly executionMode: ExecutionMode;
  readonly dependsOn: readonly string[];
  readonly attempts: number;
  readonly blockedReasons: readonly string[];
  readonly approvalRequired: boolean;
  readonly resultPublished: boolean;
  readonly cost?: Cost | undefined;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly startedAt?: Instant | undefined;
  readonly completedAt?: Instant | undefined;
}

/** What every task begins with. */
export const untouchedTask = (now: Instant) =>
  ({
    dependsOn: [],
    attempts: 0,
    blockedReasons: [],
    approvalRequired: false,
    resultPublished: false,
    createdAt: now,
    updatedAt: now,
  }) as const satisfies Partial<Task>;

/** Whether nothing will happen to this task by itself any more. */
export const isFinishedTask = (task: Pick<Task, 'state'>): boolean =>
  task.state === 'completed' || task.state === 'failed' || task.state === 'cancelled';
