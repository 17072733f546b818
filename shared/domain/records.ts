import type { Result } from '../result.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Environment } from './environment.ts';
import type { Run } from './run.ts';
import type { Session } from './session.ts';
import type { Task } from './task.ts';
import type { PipelineItem, Worker } from './worker.ts';

/** Every kind of record the journal keeps, by its name in code and in the audit. */
export interface RecordKinds {
  readonly run: Run;
  readonly task: Task;
  readonly environment: Environment;
  readonly checkpoint: Checkpoint;
  readonly session: Session;
  readonly worker: Worker;
  readonly pipelineItem: PipelineItem;
}
export type RecordKind = keyof RecordKinds;

/** A record and what the journal knows about it. `version` grows by one with each write. */
export interface Recorded<T> {
  readonly record: T;
  readonly version: number;
  /** The system it came from: `rollcall` for our own, else the source's kind. */
  readonly source: string;
  /** The folder the operator watches that this belongs to; absolute. */
  readonly workspace: string;
}

/** The records of each kind. */
export interface RecordLists {
  readonly runs: readonly Recorded<Run>[];
  readonly tasks: readonly Recorded<Task>[];
  readonly environments: readonly Recorded<Environment>[];
  readonly checkpoints: readonly Recorded<Checkpoint>[];
  readonly sessions: readonly Recorded<Session>[];
  readonly workers: readonly Recorded<Worker>[];
  readonly pipelineItems: readonly Recorded<PipelineItem>[];
}

/** Everything recorded at one moment: the left side of every comparison. */
export interface RecordSet extends RecordLists {
  /** What is kept under these names could not be read: it is in none of the lists. Absent: none. */
  readonly unreadable?: readonly RecordName[] | undefined;
}

/** What names a record among all. */
export interface RecordName {
  readonly kind: RecordKind;
  readonly id: string;
}

/**
 * One intended write. `expectedVersion` is what the writer saw (0: must not exist yet);
 * a write whose expectation no longer holds changes nothing.
 */
export type RecordChange = {
  readonly [K in RecordKind]: {
    readonly kind: K;
    readonly id: string;
    readonly expectedVersion: number;
    /** `undefined` forgets the record. */
    readonly after: RecordKinds[K] | undefined;
    readonly source?: string | undefined;
    readonly workspace?: string | undefined;
  };
}[RecordKind];

/** One record before and after a write: what an undo sets back, as far as it is still so. */
export interface UndoEntry {
  readonly kind: RecordKind;
  readonly id: string;
  /** Absent: there was none, or it was forgotten. */
  readonly before?: RecordKinds[RecordKind] | undefined;
  readonly after?: RecordKinds[RecordKind] | undefined;
  readonly source: string;
  readonly workspace: string;
}

/** A small file that an act may change: what is in it before and after, as base64; null for no file. */
export interface UndoFile {
  readonly path: string;
  readonly before: string | null;
  /** Absent until the act has come to its end. */
  readonly after?: string | null | undefined;
}

export interface StaleRecord {
  readonly kind: 'stale_record';
  readonly message: string;
  readonly recordKind: RecordKind;
  readonly id: string;
  readonly expectedVersion: number;
  /** 0 when it is no longer there. */
  readonly actualVersion: number;
}

/** Who did it: a person at a shell, or Rollcall by a rule. */
export type Actor = 'operator' | 'rollcall' | 'agent' | 'import';

/** What an audit row says, before the journal adds its number, time and hashes. */
export interface AuditDraft {
  readonly actor: Actor;
  /** A verb, or the name of a transition such as `task_interrupted`. */
  readonly verb: string;
  readonly subject: string;
  readonly planFingerprint?: string | undefined;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly result: string;
  readonly message: string;
  readonly isForced?: boolean | undefined;
}

/** What recovery and the loop need of the journal's records. */
export interface RecordStore {
  /** All records, in one consistent read. */
  load(): RecordSet;
  /** One record, or undefined. */
  get<K extends RecordKind>(kind: K, id: string): Recorded<RecordKinds[K]> | undefined;
  /** All changes, their audit row and what `beside` writes in one transaction, or none of them. */
  write(
    changes: readonly RecordChange[],
    audit: AuditDraft,
    beside?: () => void,
  ): Result<void, StaleRecord>;
}
