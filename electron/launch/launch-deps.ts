import type { Clock } from '#shared/domain/clock.ts';
import type { StartRequest } from '#shared/domain/engine.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type { RunGit } from '#shared/domain/git.ts';
import type { Actor, RecordChange, RecordStore, StaleRecord } from '#shared/domain/records.ts';
import { rollUpRuns, type RunStatusRule } from '#shared/domain/roll-up.ts';
import type { Task } from '#shared/domain/task.ts';
import type { PrepareError } from './prepare-directory.ts';

export interface LaunchDeps {
  readonly store: RecordStore;
  readonly runGit: RunGit;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly home: string;
  readonly host: string;
  /** Name of the engine that `start` belongs to. */
  readonly engine: string;
  /** Where the engine will keep this session's output, if it captures any. */
  readonly logPathOf: (sessionId: string) => string | undefined;
  readonly runStatus: RunStatusRule;
  /** Who starts: a person, unless said otherwise. */
  readonly actor?: Actor | undefined;
}

/** A task with its environment on disk and a session recorded, about to be started. */
export interface PreparedLaunch {
  readonly task: Task;
  readonly environment: Environment;
  readonly sessionId: string;
  readonly start: StartRequest;
}

export type LaunchError =
  | PrepareError
  | StaleRecord
  | { readonly kind: 'task_exists' | 'not_queued' | 'unknown_task'; readonly message: string };

/** The changes, and those of the runs that they bring with them. */
export const withRuns = (
  { store, runStatus, clock }: LaunchDeps,
  changes: readonly RecordChange[],
): readonly RecordChange[] => [
  ...changes,
  ...rollUpRuns({ records: store.load(), runStatus, now: clock.now() }, changes),
];
