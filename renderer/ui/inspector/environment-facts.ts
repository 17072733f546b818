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

/** Where an inspector gets what it shows; rejects with an error whose message says why. */
export interface InspectorSource {
  environment(environmentId: string): Promise<EnvironmentFacts>;
  diff(environmentId: string, path: string): Promise<PatchText>;
  /** `offset` in bytes; negative counts from the end. */
  log(sessionId: string, offset: number): Promise<LogChunkText>;
}
