import type { Instant } from './run.ts';

export const workerLifecycles = [
  'running',
  'integrating',
  'completed',
  'failed',
  'blocked_push',
] as const;
export type WorkerLifecycle = (typeof workerLifecycles)[number];

/** One slot of a parallel runner. Its id is the task's. */
export interface Worker {
  readonly taskId: string;
  readonly workspacePath: string;
  readonly lifecycle: WorkerLifecycle;
  readonly startedAt: Instant;
  readonly completedAt?: Instant | undefined;
  readonly pushAttempts: number;
  readonly lastError?: string | undefined;
  readonly targetBranch?: string | undefined;
  readonly coordinator?: { readonly pid: number; readonly startedAt: Instant } | undefined;
  /** The lock that its coordinator would hold was looked for, and nobody holds it. */
  readonly isUncoordinated?: boolean | undefined;
  /** Why its own state file may not be changed, where that is known. */
  readonly unchangeable?: string | undefined;
}

/** Whether a worker is recorded as doing something now. */
export const isAtWork = ({ lifecycle }: Pick<Worker, 'lifecycle'>): boolean =>
  lifecycle === 'running' || lifecycle === 'integrating';

/** One item of a staged pipeline. */
export interface PipelineItem {
  readonly id: string;
  readonly name?: string | undefined;
  readonly stage: string;
  readonly agent?: string | undefined;
  readonly retryCount: number;
  readonly blocked: boolean;
  readonly frozen: boolean;
  readonly dependsOn: readonly string[];
  readonly mergeFailures?: number | undefined;
  readonly recoveryAgentAttached?: boolean | undefined;
  readonly mergeJob?:
    | { readonly startedAt: Instant; readonly serverStartedAt: Instant }
    | undefined;
  readonly enteredStageAt?: Instant | undefined;
  /** Why it stands still, as its own system tells it. */
  readonly lastError?: string | undefined;
}
