/** Thresholds an operator can change. Lengths in milliseconds. */
export interface Policy {
  /** A session this young that the engine does not list yet is not called gone. */
  readonly spawnGraceMs: number;
  /** A heartbeat older than this makes a live session unresponsive. */
  readonly heartbeatLimitMs: number;
  /** Mass death: at least this many sessions … */
  readonly massDeathCount: number;
  /** … and more than this share of those that were alive. */
  readonly massDeathShare: number;
  /** An index.lock older than this without a git process is abandoned. */
  readonly indexLockLimitMs: number;
  /** A done pipeline item is archived after this long. */
  readonly doneRetentionMs: number;
  readonly planLifetimeMs: number;
  readonly backupRetentionMs: number;
  /** How long History remembers a condition that is gone. */
  readonly historyRetentionMs: number;
  /** Tasks of one workspace that may run at once. */
  readonly concurrencyLimit: number;
  /** Resume at start by itself; off unless the operator turns it on. */
  readonly isAutoResumeOn: boolean;
  /** Start queued tasks by itself; off unless the operator turns it on. */
  readonly isSchedulingOn: boolean;
}

/** What applies until the operator says otherwise. */
export const defaultPolicy: Policy = {
  spawnGraceMs: 30_000,
  heartbeatLimitMs: 300_000,
  massDeathCount: 5,
  massDeathShare: 0.5,
  indexLockLimitMs: 600_000,
  doneRetentionMs: 4 * 3_600_000,
  planLifetimeMs: 15 * 60_000,
  backupRetentionMs: 30 * 24 * 3_600_000,
  historyRetentionMs: 180 * 24 * 3_600_000,
  concurrencyLimit: 8,
  isAutoResumeOn: false,
  isSchedulingOn: false,
};
