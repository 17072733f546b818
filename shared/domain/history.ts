import type { Lane, Reason, WorkAtRisk } from './condition.ts';
import type { Instant } from './run.ts';

/** One life of a condition, from when it was first seen to when it was gone. */
export interface Episode {
  readonly conditionId: string;
  readonly lane: Lane;
  readonly reason: Reason;
  readonly workspace: string;
  /** As last seen. */
  readonly workAtRisk: WorkAtRisk;
  readonly appearedMs: number;
  /** Undefined while it is there. */
  readonly clearedMs: number | undefined;
}

/** How many conditions appeared on one day, by lane. */
export interface HistoryDay extends Readonly<Record<Lane, number>> {
  /** `2026-01-31`, by the clock on the wall of the console's machine. */
  readonly day: string;
  /** Mean time from appearing to being gone, of those that went on this day; null for none. */
  readonly recoveryMs: number | null;
}

/** What went wrong and what became of it, over some days. */
export interface HistoryStats {
  readonly from: Instant;
  readonly to: Instant;
  /** Where the record begins; null when nothing was ever recorded. */
  readonly recordedSince: Instant | null;
  readonly days: readonly HistoryDay[];
  readonly appeared: number;
  readonly cleared: number;
  /** Of those that went in these days; null for none. */
  readonly meanRecoveryMs: number | null;
  readonly medianRecoveryMs: number | null;
  /** Most frequent first. `open`: how many of them are there now. */
  readonly reasons: readonly {
    readonly reason: Reason;
    readonly count: number;
    readonly open: number;
  }[];
  readonly workspaces: readonly {
    readonly workspace: string;
    readonly count: number;
    readonly open: number;
  }[];
  /** What was at risk where an operation set it right. */
  readonly saved: {
    readonly items: number;
    readonly uncommittedFiles: number;
    readonly unpushedCommits: number;
    readonly minutes: number;
    readonly usd: number;
  };
}
