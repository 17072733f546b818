import type { Instant } from './run.ts';
import type { ProcessIdentity, SessionStatus } from './session.ts';
import type { UnreadableSource } from './source.ts';

/** Three honest answers: I saw it, it is not there, I could not look. */
export type Presence = 'present' | 'absent' | 'unknown';

/** One thing that was looked at: which probe, what it saw, when. */
export interface Evidence {
  readonly probe: string;
  readonly value: string;
  readonly observedAt: Instant;
}

/** What became of a recorded process identity. */
export type ProcessReading =
  | {
      readonly kind: 'alive';
      readonly identity: ProcessIdentity;
      /** Wall-clock start, when the system tells. */
      readonly startedAt?: Instant | undefined;
      readonly cwd?: string | undefined;
      readonly observedAt: Instant;
    }
  | { readonly kind: 'absent'; readonly observedAt: Instant }
  /** The pid is in use by another process, or the machine was restarted since. */
  | {
      readonly kind: 'reused';
      readonly current: ProcessIdentity;
      readonly observedAt: Instant;
    }
  | { readonly kind: 'unknown'; readonly why: string; readonly observedAt: Instant };

/** One session as its engine sees it. */
export interface EngineEntry {
  readonly sessionId: string;
  readonly process: ProcessReading;
  readonly identity?: ProcessIdentity | undefined;
  /** Recorded by the supervisor when the process ended; absent if nobody saw the end. */
  readonly exitCode?: number | undefined;
  readonly endedAt?: Instant | undefined;
  /** A later state than the record's, when the engine knows one. */
  readonly status?: SessionStatus | undefined;
  readonly cwd?: string | undefined;
  readonly command?: readonly string[] | undefined;
  readonly logPath?: string | undefined;
  readonly lastOutputAt?: Instant | undefined;
}

/** One engine asked for all its sessions. */
export type EngineReading =
  | {
      readonly kind: 'read';
      readonly engine: string;
      readonly entries: readonly EngineEntry[];
      readonly observedAt: Instant;
    }
  | {
      readonly kind: 'unreadable';
      readonly engine: string;
      readonly why: string;
      readonly observedAt: Instant;
    };

/** A path looked at with lstat and realpath. */
export type PathReading =
  | {
      readonly kind: 'present';
      readonly path: string;
      readonly realPath: string;
      readonly type: 'directory' | 'file' | 'other';
      /** Only for directories. */
      readonly isEmpty?: boolean | undefined;
      readonly observedAt: Instant;
    }
  | {
      readonly kind: 'absent';
      readonly path: string;
      /** `absent` too: the volume may be unmounted, so nothing is concluded. */
      readonly parent: Presence;
      /** When the parent is absent too: the topmost folder on the way that is not there. */
      readonly missingFrom?: string | undefined;
      readonly observedAt: Instant;
    }
  | {
      readonly kind: 'unknown';
      readonly path: string;
      readonly why: string;
      readonly observedAt: Instant;
    };

export const gitOperations = ['rebase', 'merge', 'cherry_pick', 'revert', 'bisect', 'am'] as const;
export type GitOperation = (typeof gitOperations)[number];

/** One entry of `git worktree list --porcelain -z`, joined with its admin directory. */
export interface WorktreeEntry {
  readonly path: string;
  /** Absent when the directory is. */
  readonly realPath?: string | undefined;
  /** Whether the folder it would be in is there; only when the directory is missing. */
  readonly parent?: Presence | undefined;
  readonly isMain: boolean;
  readonly isBare: boolean;
  /** The worktree's own git directory, `<repo>/.git/worktrees/<name>`; absolute. */
  readonly adminDir?: string | undefined;
  readonly head?: string | undefined;
  /** Short branch name; during a rebase the branch being rebased. */
  readonly branch?: string | undefined;
  readonly isDetached: boolean;
  readonly locked?: { readonly reason: string } | undefined;
  /** Only when it is locked. */
  readonly lockHolder?: LockHolder | undefined;
  readonly prunable?: string | undefined;
  readonly operation?: GitOperation | undefined;
  /** `<adminDir>/index.lock`, when it is there: since when. */
  readonly indexLockedSince?: Instant | undefined;
}

/** One repository asked once for all its worktrees. */
export type RepositoryReading =
  | {
      readonly kind: 'read';
      readonly repoRoot: string;
      /** The common git directory, real path. */
      readonly gitDir: string;
      readonly worktrees: readonly WorktreeEntry[];
      /** Short names of local branches → commit (40 hex). */
      readonly branches: Readonly<Record<string, string>>;
      readonly observedAt: Instant;
    }
  | {
      readonly kind: 'unknown';
      readonly repoRoot: string;
      readonly why: string;
      /** What is at `repoRoot`. */
      readonly root?: PathReading | undefined;
      readonly observedAt: Instant;
    };

export const changeKinds = [
  'added',
  'modified',
  'deleted',
  'renamed',
  'type_changed',
  'untracked',
  'conflicted',
  'submodule',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** One changed path of a worktree. */
export interface FileChange {
  readonly path: string;
  readonly from?: string | undefined;
  readonly change: ChangeKind;
  readonly isStaged: boolean;
  readonly isUnstaged: boolean;
}

/** `git status --porcelain=v2 -z` of one worktree. Cleanliness is not a boolean. */
export type StatusReading =
  | {
      readonly kind: 'read';
      readonly head?: string | undefined;
      readonly branch?: string | undefined;
      readonly upstream?: string | undefined;
      readonly ahead?: number | undefined;
      readonly behind?: number | undefined;
      /** At most 500 of them; `changeCount` counts all. */
      readonly changes: readonly FileChange[];
      readonly changeCount: number;
      readonly untrackedCount: number;
      readonly conflictCount: number;
      /** Commits on HEAD that no remote and no other local branch has. */
      readonly unpushedCommits?: number | undefined;
      /** Repositories inside, relative to the worktree, that are none of its submodules. */
      readonly nested?: readonly string[] | undefined;
      readonly observedAt: Instant;
    }
  | { readonly kind: 'unknown'; readonly why: string; readonly observedAt: Instant };

/** What the `.git` of a worktree's directory is, beside the repository it is recorded for. */
export type WorktreeLink =
  | { readonly kind: 'none' }
  /** It leads to an entry of that repository, which is there. */
  | { readonly kind: 'entry'; readonly adminDir: string }
  /** It leads to an entry that the repository has no more. */
  | { readonly kind: 'entry_gone'; readonly adminDir: string }
  /** It leads to another repository, or is one itself. */
  | { readonly kind: 'foreign'; readonly gitDir: string }
  /** It leads nowhere, or is no link at all. */
  | {
      readonly kind: 'broken';
      readonly why: string;
      /** It is a directory without a repository in it, which git does not write over. */
      readonly isDirectory?: true | undefined;
    }
  | { readonly kind: 'unknown'; readonly why: string };

/** Who keeps a lock, as far as its text names a process that could be looked at. */
export type LockHolder =
  | { readonly kind: 'unnamed' }
  | { readonly kind: 'named'; readonly pid: number; readonly process: ProcessReading };

/** Whether a git process is at work in a worktree. */
export type GitAtWork =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly pid: number }
  | { readonly kind: 'unknown'; readonly why: string };

/** Everything seen about one recorded environment. */
export interface EnvironmentReading {
  readonly environmentId: string;
  readonly path: PathReading;
  /** Whether git lists it, compared by real path and admin directory; only for worktrees. */
  readonly registration: 'registered' | 'unregistered' | 'unknown' | 'not_applicable';
  /** Its entry, also when the directory is gone. */
  readonly worktree?: WorktreeEntry | undefined;
  readonly status?: StatusReading | undefined;
  /** Whether the recorded branch still exists in the repository. */
  readonly branch?: Presence | undefined;
  /** Only of a worktree whose directory is there. */
  readonly link?: WorktreeLink | undefined;
  /** Where the worktree is now, when its directory is missing and it was found elsewhere. */
  readonly movedTo?: string | undefined;
  /** Another worktree that has the recorded branch checked out. */
  readonly branchAt?: string | undefined;
  /** Whether the recorded base branch still exists. */
  readonly base?: Presence | undefined;
  /** Only when git holds the worktree locked. */
  readonly lockHolder?: LockHolder | undefined;
  /** Only when there is an index.lock. */
  readonly gitAtWork?: GitAtWork | undefined;
  /** Its holder, looked at by identity; absent when there is no unreleased lease with a pid. */
  readonly leaseHolder?: ProcessReading | undefined;
  readonly observedAt: Instant;
}

/** A directory under a managed root, or a worktree anywhere, that no record names. */
export interface UnclaimedDirectory {
  readonly path: string;
  readonly root: string;
  readonly workspace: string;
  /** The system that made it; absent: nobody knows, or it is in our own managed root. */
  readonly source?: string | undefined;
  readonly isEmpty: boolean;
  /** Registered with this repository but recorded by nobody. */
  readonly worktree?: WorktreeEntry | undefined;
  /** Also of a repository by itself; absent: git has nothing to do with it. */
  readonly status?: StatusReading | undefined;
  readonly observedAt: Instant;
}

/** The process that a worker's record names as its coordinator. */
export interface CoordinatorReading {
  readonly pid: number;
  /** As recorded: which of several coordinators that had this pid is meant. */
  readonly startedAt: Instant;
  readonly process: ProcessReading;
}

/** A git operation that is half done where a worker at work is recorded to be. */
export interface WorkerOperation {
  /** As recorded. */
  readonly path: string;
  readonly operation: GitOperation;
}

/** Where a recorded worker's directory really is; only of one that is there. */
export interface WorkerPlace {
  /** As recorded. */
  readonly path: string;
  readonly realPath: string;
}

/** Everything observed in one look: the right side of every comparison. */
export interface Observed {
  /** When this boot began; absent when the system does not tell. */
  readonly bootedAt?: Instant | undefined;
  /** One for each coordinator that a worker at work names. */
  readonly coordinators?: readonly CoordinatorReading[] | undefined;
  readonly workerOperations?: readonly WorkerOperation[] | undefined;
  readonly workerPlaces?: readonly WorkerPlace[] | undefined;
  /** Files of other systems' records that could not be read. */
  readonly unreadableSources?: readonly UnreadableSource[] | undefined;
  readonly host: string;
  readonly bootId: string;
  readonly engines: readonly EngineReading[];
  readonly repositories: readonly RepositoryReading[];
  readonly environments: readonly EnvironmentReading[];
  readonly unclaimed: readonly UnclaimedDirectory[];
  readonly observedAt: Instant;
}
