import type { Condition, Reason } from './condition.ts';
import type {
  EnvironmentHealth,
  EnvironmentState,
  ExecutionMode,
  RecoveryAction,
  RecoveryStatus,
} from './environment.ts';
import type { Observed } from './observation.ts';
import type { Policy } from './policy.ts';
import type { AuditDraft, RecordChange, RecordSet } from './records.ts';
import type { Instant } from './run.ts';

/** Everything the rules may look at. No clock, no files: `now` is a value. */
export interface Situation {
  readonly recorded: RecordSet;
  readonly observed: Observed;
  readonly policy: Policy;
  readonly now: Instant;
  /** Since when the machine has been awake, if it slept lately: nobody could send a sign of life. */
  readonly awakeSince?: Instant | undefined;
  /** When each condition id was first seen, from the journal; absent: now. */
  readonly firstSeen: ReadonlyMap<string, Instant>;
  /** Ids of sessions that were alive at the previous look: what the breaker compares with. */
  readonly aliveBefore: ReadonlySet<string>;
  /** Runs whose record could not be read: their environments are never called orphaned. */
  readonly unreadableRunIds: ReadonlySet<string>;
  /** Tasks that crashed soon after each of their last recoveries; absent: none. */
  readonly quarantinedTaskIds?: ReadonlySet<string> | undefined;
}

/** What the rules make of one environment. */
export interface EnvironmentVerdict {
  readonly id: string;
  readonly mode: ExecutionMode;
  readonly path: string;
  readonly state: EnvironmentState;
  readonly health: EnvironmentHealth;
  readonly recoveryStatus: RecoveryStatus;
  readonly recoveryAction: RecoveryAction | null;
  readonly drift: readonly Reason[];
}

export interface SessionSummary {
  readonly inSync: number;
  readonly crashed: number;
  readonly orphaned: number;
  readonly statusUpdates: number;
  readonly unknown: number;
  /** What engines still list of sessions that have ended and that no record names. */
  readonly leftovers: number;
}

/** A change that a rule itself makes, such as blocking an interrupted task; written in one piece. */
export interface Transition {
  readonly changes: readonly RecordChange[];
  readonly audit: AuditDraft;
}

/** The outcome of one reconciliation. Same situation, same outcome, in any order of input. */
export interface Reconciliation {
  readonly conditions: readonly Condition[];
  readonly sessions: SessionSummary;
  readonly environments: readonly EnvironmentVerdict[];
  readonly transitions: readonly Transition[];
  /** Sessions seen alive in this look, for the next one's breaker. */
  readonly alive: ReadonlySet<string>;
}
