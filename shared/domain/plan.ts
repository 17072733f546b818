import type { Subject } from './condition.ts';
import type { Instant } from './run.ts';
import type { Tier, Verb } from './verb.ts';

/** A named fact with its value, as seen when the plan was made. */
export interface Fact {
  readonly fact: string;
  readonly value: string;
}

/** What an operator may say with a plan; each is kept in it as a fact. */
export interface PlanChoices {
  /** `acknowledge`: their words. */
  readonly note?: string | undefined;
  /** `snooze`: until when. */
  readonly until?: Instant | undefined;
  /** `finish_or_abort`: which of them; to abort unless said. */
  readonly how?: 'finish' | 'abort' | undefined;
  /** `restore`: another path than it was at; absolute. */
  readonly to?: string | undefined;
  /** With a backup under a private ref: keep what git ignores as well, in the home directory. */
  readonly keepIgnored?: boolean | undefined;
}

/** One step in plain words, with the exact command where one runs. */
export interface PlanStep {
  readonly describe: string;
  readonly command?: readonly string[] | undefined;
}

/** Where what would be lost is kept first. */
export interface PlannedBackup {
  readonly kind: 'git_ref' | 'trash';
  /** `refs/rollcall/backups/<id>` or a directory. */
  readonly location: string;
  readonly repoRoot?: string | undefined;
  /** By choice: the directory in the home that holds what git ignores; absolute. */
  readonly ignored?: string | undefined;
}

/** What git ignores in a worktree, which a private ref does not hold. */
export interface IgnoredFiles {
  /** Files and links; folders are not counted. */
  readonly files: number;
  readonly bytes: number;
  /** The first of them, relative; a folder that git ignores whole ends in a slash. */
  readonly names: readonly string[];
  /** There are more than were counted. */
  readonly isPartial: boolean;
  /** The operator chose to keep them too. */
  readonly isKept: boolean;
}

/** One condition's part of a plan. Ineligible items stay in it, with the reason. */
export interface PlanItem {
  readonly conditionId: string;
  readonly subject: Subject;
  readonly title: string;
  readonly verb: Verb;
  readonly eligible: boolean;
  /** Why not, when it is not eligible. */
  readonly why?: string | undefined;
  readonly warnings: readonly string[];
  readonly steps: readonly PlanStep[];
  readonly keeps: readonly string[];
  readonly loses: readonly string[];
  /** Bytes on disk. */
  readonly frees: number;
  readonly preconditions: readonly Fact[];
  readonly backup: PlannedBackup | null;
  /** Only where there are some, and the choice to keep them; ineligible items have it too. */
  readonly ignored?: IgnoredFiles | undefined;
}

/** Whether what a plan does can be taken back, as far as the plan can tell; each undo looks afresh. */
export type PlanUndo =
  /** `how`: where it comes to something else than all being as before. */
  { readonly until: Instant; readonly how?: string | undefined } | { readonly why: string };

/** An immutable list of what will be done. The fingerprint covers every item. */
export interface Plan {
  readonly planId: string;
  readonly fingerprint: string;
  readonly verb: Verb;
  readonly tier: Tier;
  readonly items: readonly PlanItem[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly undo?: PlanUndo | undefined;
}

export const itemResults = [
  'applied',
  'no_change_needed',
  'refused',
  'failed',
  'cancelled',
  'not_attempted',
] as const;
export type ItemResult = (typeof itemResults)[number];

/** What became of one item. */
export interface OperationItem {
  readonly conditionId: string;
  readonly subject: Subject;
  readonly title: string;
  readonly verb: Verb;
  readonly result: ItemResult;
  /** What happened, or why not, in one sentence. */
  readonly why: string;
  /** For a refusal: the fact as planned and as found. */
  readonly before?: Fact | undefined;
  readonly after?: Fact | undefined;
  /** Where the backup is, if one was made. */
  readonly backup?: PlannedBackup | undefined;
}

/** A plan being carried out, or done. */
export interface Operation {
  readonly operationId: string;
  readonly planId: string;
  readonly verb: Verb;
  readonly state: 'running' | 'done' | 'interrupted';
  readonly items: readonly OperationItem[];
  readonly startedAt: Instant;
  readonly finishedAt?: Instant | undefined;
  /** Only while it runs, and never stored. */
  readonly doing?: Doing | undefined;
}

/** The item that has its turn; told again and again, so that a long one is not taken for a dead one. */
export interface Doing {
  /** Its place among the items. */
  readonly index: number;
  readonly phase: 'looking' | 'acting' | 'verifying';
  /** When this was so. */
  readonly at: Instant;
}

/** Why a whole plan was not begun. */
export type ApplyRefusal =
  | { readonly kind: 'plan_not_found'; readonly message: string }
  | { readonly kind: 'plan_expired'; readonly message: string }
  | { readonly kind: 'plan_used'; readonly message: string }
  | { readonly kind: 'fingerprint_differs'; readonly message: string }
  /** Tier 3: what the operator typed is not the number of items. */
  | { readonly kind: 'count_differs'; readonly message: string };
