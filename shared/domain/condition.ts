import type { Evidence } from './observation.ts';
import type { RecordKind } from './records.ts';
import type { Instant } from './run.ts';
import type { Verb } from './verb.ts';

export const lanes = ['crashed', 'orphaned', 'drifted', 'blocked'] as const;
export type Lane = (typeof lanes)[number];

export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/** Each reason has its title and meaning in the catalogue, `reason.ts`. */
export const reasons = [
  // crashed
  'process_exited',
  'process_gone',
  'pid_reused',
  'unresponsive',
  'worker_crashed',
  'integration_interrupted',
  'finished_unrecorded',
  'status_mismatch',
  // orphaned
  'running_after_exit',
  'unrecorded_session',
  'environment_orphaned',
  'cleanup_due',
  'leftover_directory',
  'unrecorded_worktree',
  'leftover_registration',
  // drifted
  'directory_missing',
  'volume_unavailable',
  'status_unreadable',
  'unregistered',
  'wrong_branch',
  'detached_head',
  'operation_in_progress',
  'conflicts',
  'locked_and_missing',
  'index_lock_abandoned',
  'incomplete_record',
  'moved',
  'empty_directory',
  'wrong_repository',
  'gitdir_broken',
  'prunable',
  'locked',
  'branch_gone',
  'branch_checked_out_elsewhere',
  'rebase_in_progress',
  'merge_in_progress',
  'cherry_pick_in_progress',
  'revert_in_progress',
  'bisect_in_progress',
  'diverged',
  'upstream_gone',
  'base_gone',
  'nested_repository',
  // facts about work, listed in an environment's drift; never a condition by themselves
  'dirty',
  'untracked',
  'ahead_unpushed',
  // blocked
  'interrupted',
  'task_blocked',
  'lease_abandoned',
  'lease_expired',
  'lease_unreadable',
  'lease_holder_unknown',
  'push_blocked',
  'coordinator_review',
  'merge_failures',
  'mass_death',
  'engine_unreadable',
  'repository_unreadable',
  'owner_unreadable',
  'source_unreadable',
] as const;
export type Reason = (typeof reasons)[number];

export const causeKinds = [
  /** The machine was started anew since. */
  'reboot',
  /** A folder above all of them cannot be seen. */
  'volume',
  /** Their repository is gone or cannot be read. */
  'repository',
  /** A session or process that all of them hung on has ended. */
  'coordinator',
  /** Many sessions ended at once. */
  'mass_death',
] as const;
export type CauseKind = (typeof causeKinds)[number];

/** What several conditions have in common; the same `id` in each of them. */
export interface Cause {
  readonly id: string;
  readonly kind: CauseKind;
  /** One line with the fact in it. */
  readonly title: string;
}

/** What a condition is about. */
export interface Subject {
  readonly kind: RecordKind | 'engine' | 'repository' | 'directory' | 'machine' | 'source';
  readonly id: string;
  readonly source: string;
  readonly workspace: string;
}

/** What would be lost; each field absent when it could not be looked at. */
export interface WorkAtRisk {
  readonly uncommittedFiles?: number | undefined;
  /** How many of them git does not track. */
  readonly untrackedFiles?: number | undefined;
  readonly unpushedCommits?: number | undefined;
  /** Since the last boundary that its task could go on from, else since its session began. */
  readonly minutes?: number | undefined;
  readonly usd?: number | undefined;
  readonly tokens?: number | undefined;
}

/** An action on a condition: offered, or disabled with the reason why. */
export type OfferedAction =
  | { readonly verb: Verb; readonly offered: true; readonly effect: string }
  | { readonly verb: Verb; readonly offered: false; readonly effect: string; readonly why: string };

/** A recorded value beside the observed one. */
export interface Comparison {
  readonly name: string;
  readonly recorded: string;
  readonly observed: string;
  readonly differs: boolean;
}

/** One disagreement or obstacle. */
export interface Condition {
  /** Stable: subject and reason. */
  readonly id: string;
  readonly lane: Lane;
  readonly reason: Reason;
  readonly severity: Severity;
  readonly subject: Subject;
  /** What the row is called: the task's name, a directory's name, … */
  readonly title: string;
  /** One plain sentence with the facts in it. */
  readonly message: string;
  readonly evidence: readonly Evidence[];
  readonly comparisons: readonly Comparison[];
  readonly workAtRisk: WorkAtRisk;
  /** Tasks that wait on it. */
  readonly blastRadius: number;
  readonly since: Instant;
  readonly proposed: Verb | null;
  readonly actions: readonly OfferedAction[];
  readonly taskId?: string | undefined;
  readonly runId?: string | undefined;
  readonly agentId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly environmentId?: string | undefined;
  /** Present only where it explains at least two conditions. */
  readonly cause?: Cause | undefined;
  /** Of one that was snoozed: off the list until then, or until something about it changes. */
  readonly snoozedUntil?: Instant | undefined;
  /** Changes when something about it changes: an acknowledgement holds only for this. */
  readonly signature: string;
}
