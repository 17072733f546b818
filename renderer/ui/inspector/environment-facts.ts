import type { Opener } from '#shared/domain/preferences.ts';
import type { ChangeKind } from '#shared/domain/observation.ts';

export interface ChangedFile {
  readonly path: string;
  readonly from?: string | undefined;
  readonly change: ChangeKind;
  readonly isStaged: boolean;
  readonly isUnstaged: boolean;
}

export interface RecentCommit {
  readonly id: string;
  readonly subject: string;
  readonly author: string;
  readonly at: string;
}

export interface CheckpointFacts {
  readonly label: string;
  readonly stage: string;
  readonly replaySafety: string;
  readonly disposition: string;
  readonly hasResumeState: boolean;
  readonly note: string | null;
  readonly toolCalls: readonly { readonly name: string; readonly at: string }[];
  readonly updatedAt: string;
}

/** One environment looked at closely. `null`: there is none, or it could not be looked at. */
export interface EnvironmentFacts {
  readonly environmentId: string;
  readonly mode: string;
  readonly path: string;
  readonly observedAt: string;
  readonly unreadable: string | null;
  readonly branch: string | null;
  readonly base: string | null;
  readonly head: string | null;
  readonly upstream: string | null;
  readonly ahead: number | null;
  readonly behind: number | null;
  readonly operation: string | null;
  readonly lease: {
    readonly holder: string;
    readonly state: string;
    readonly acquiredAt: string;
  } | null;
  readonly changes: readonly ChangedFile[];
  readonly changeCount: number;
  readonly commits: readonly RecentCommit[];
  readonly checkpoint: CheckpointFacts | null;
  readonly sessionId: string | null;
  /** What its session was started with. */
  readonly command: readonly string[] | null;
}

export interface SizeFacts {
  readonly bytes: number;
  readonly entries: number;
  readonly isPartial: boolean;
  readonly unreadable: string | null;
}

/** What can be asked of the operator's own machine about an environment. */
export interface EnvironmentTools {
  /** Null where it is not on this machine. */
  readonly open: ((opener: Opener) => void) | null;
  readonly size: SizeFacts | null;
  readonly isMeasuring: boolean;
  readonly measure: () => void;
}

export interface PatchText {
  readonly text: string;
  readonly note: string | null;
}

export interface LogChunkText {
  readonly text: string;
  readonly offset: number;
  readonly nextOffset: number;
  readonly size: number;
  readonly unreadable: string | null;
}

/** Something asked for on demand, with its last good answer. */
export interface Looked<T> {
  readonly value: T | undefined;
  /** Why the newest look failed; null when it did not. */
  readonly failure: string | null;
  readonly lookAgain: () => void;
}

/** One environment, with at most one diff open. */
export interface InspectorView {
  readonly environment: Looked<EnvironmentFacts>;
  readonly openPath: string | null;
  readonly diff: Looked<PatchText>;
  /** Opens the diff of this path, or closes it when it is the open one. */
  readonly toggle: (path: string) => void;
}

/** `offset` in bytes; negative counts from the end. Never rejects. */
export type ReadLog = (sessionId: string, offset: number) => Promise<LogChunkText>;
