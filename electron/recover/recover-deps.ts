import type { Clock } from '#shared/domain/clock.ts';
import type { Condition } from '#shared/domain/condition.ts';
import type { Engine, ObserveProcess } from '#shared/domain/engine.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type { RunGit } from '#shared/domain/git.ts';
import type {
  EnvironmentReading,
  PathReading,
  RepositoryReading,
} from '#shared/domain/observation.ts';
import type { Occupant } from '#shared/domain/occupant.ts';
import type { Doing, Operation, OperationItem, Plan } from '#shared/domain/plan.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { AuditDraft, RecordStore, UndoEntry, UndoFile } from '#shared/domain/records.ts';
import type { Instant, Run, RunStatus } from '#shared/domain/run.ts';
import type { Task } from '#shared/domain/task.ts';
import type { Result } from '#shared/result.ts';
import type { FindForeignWorker } from './retry-push/foreign-worker.ts';

/** What a launch template needs to become a command. */
export interface LaunchRequest {
  readonly agentId: string;
  /** The command first recorded for the task; empty when none is. */
  readonly recordedCommand: readonly string[];
  readonly mode: 'resume' | 'restart';
  /** By placeholder name: `prompt`, `resumeRef`, `resumeStateFile`, `cwd`, `taskId`. */
  readonly values: Record<string, string | undefined>;
}

/** Everything recovery is given; it imports no other room. */
export interface RecoverDeps {
  readonly store: RecordStore;
  readonly plans: {
    save(plan: Plan): void;
    get(planId: string): Plan | undefined;
  };
  readonly operations: {
    save(operation: Operation): void;
    /** Saves it and takes its plan, both or neither; false when the plan was used before. */
    begin(operation: Operation): boolean;
    noteStep(operationId: string, index: number, step: string): void;
    /** For whoever watches; not stored. */
    show(operationId: string, doing: Doing): void;
    steps(operationId: string): ReadonlyMap<number, string>;
    saveItems(
      operationId: string,
      outcomes: readonly {
        readonly index: number;
        readonly item: OperationItem;
        readonly audit?: AuditDraft | undefined;
      }[],
    ): void;
    get(operationId: string): Operation | undefined;
  };
  readonly acknowledgements: {
    put(entry: {
      readonly conditionId: string;
      readonly signature: string;
      readonly note?: string;
      readonly at: Instant;
      readonly until?: Instant;
    }): void;
    get(conditionId: string): { readonly signature: string; readonly at: Instant } | undefined;
    /** Whether there was one. */
    remove(conditionId: string): boolean;
  };
  /** Records before and after each write of an operation, noted with that write, for its undo. */
  readonly undoLog: {
    note(planId: string, conditionId: string, entries: readonly UndoEntry[]): void;
    of(planId: string, conditionId: string): readonly UndoEntry[];
    /** What small files hold, before an act on them and once more after it. */
    noteFiles(planId: string, conditionId: string, files: readonly UndoFile[]): void;
    filesOf(planId: string, conditionId: string): readonly UndoFile[];
    forgetBefore(ms: number): void;
  };
  /** Absolute folders that the operator watches: where backups are looked for. */
  readonly workspaces: () => readonly string[];
  /** Refusals and outcomes; record writes audit themselves through `store.write`. */
  readonly audit: (draft: AuditDraft) => void;
  readonly findCondition: (id: string) => Condition | undefined;
  readonly conditionsOfTask: (taskId: string) => readonly Condition[];
  /** `repository`: what was just read of its own one, so that it is not read again. */
  readonly observeEnvironment: (
    environment: Environment,
    repository?: RepositoryReading,
  ) => Promise<EnvironmentReading>;
  readonly observeRepository: (repoRoot: string) => Promise<RepositoryReading>;
  readonly observePath: (path: string) => Promise<PathReading>;
  /** Who works in a directory (real path), of whatever home; shells are not counted. */
  readonly observeOccupants: (directory: string) => Promise<readonly Occupant[]>;
  readonly observeProcess: ObserveProcess;
  readonly findForeignWorker: FindForeignWorker;
  readonly engine: (name: string) => Engine | undefined;
  /** Names that `engine` knows: where an unrecorded session is looked for. */
  readonly engineNames: readonly string[];
  readonly expandLaunch: (
    request: LaunchRequest,
  ) => Result<readonly string[], { readonly kind: string; readonly message: string }>;
  /** A run's status from its own tasks and its child runs. */
  readonly runStatus: (
    tasks: readonly Pick<Task, 'state'>[],
    children: readonly Pick<Run, 'status'>[],
  ) => RunStatus;
  readonly runGit: RunGit;
  /** How many items of a plan are looked at at once; the number of cores. */
  readonly concurrency?: number | undefined;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly policy: Policy;
  /** Absolute. */
  readonly home: string;
  readonly host: string;
  readonly bootId: string;
}
