import type { Instant } from './run.ts';
import type { Cost } from './task.ts';

export const sessionStatuses = ['spawned', 'ready', 'running', 'handoff', 'exit'] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

/**
 * What makes a process this process. `startTime` is the system's own value for that pid
 * (Linux: clock ticks since boot, field 22 of /proc/<pid>/stat), `bootId` the boot it belongs to.
 */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime?: string | undefined;
  readonly bootId?: string | undefined;
  readonly host?: string | undefined;
}

/** One life of one agent process. */
export interface Session {
  readonly id: string;
  readonly taskId?: string | undefined;
  readonly runId?: string | undefined;
  readonly agentId?: string | undefined;
  readonly engine: string;
  readonly status: SessionStatus;
  readonly pid?: number | undefined;
  readonly startTime?: string | undefined;
  readonly bootId?: string | undefined;
  readonly host?: string | undefined;
  readonly cwd?: string | undefined;
  readonly command?: readonly string[] | undefined;
  /** The agent's own session id, by which its resume command finds it. */
  readonly resumeRef?: string | undefined;
  readonly logPath?: string | undefined;
  readonly startedAt: Instant;
  readonly lastHeartbeatAt?: Instant | undefined;
  /** What it has consumed so far, as it told last; its task's cost holds it too. */
  readonly cost?: Cost | undefined;
  readonly exitCode?: number | undefined;
  readonly exitReason?: string | undefined;
  readonly updatedAt: Instant;
}

export const isActiveSession = (session: Pick<Session, 'status'>): boolean =>
  session.status !== 'exit';
