import type { Checkpoint } from '#shared/domain/checkpoint.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type { EnvironmentReading } from '#shared/domain/observation.ts';
import type { Recorded } from '#shared/domain/records.ts';
import type { Task } from '#shared/domain/task.ts';
import type { SessionComparison } from './compare-sessions.ts';
import type { EnvironmentJudgement, EnvironmentWitnesses } from './environment-verdict.ts';
import type { LeaseJudgement } from './judge-lease.ts';
import type { JudgedSession } from './judged-session.ts';
import type { Roster } from './roster.ts';
import type { TaskLife } from './task-life.ts';

/** One environment: its record, what was seen of it, and what the rules make of it. */
export interface EnvironmentCase extends EnvironmentJudgement {
  readonly recorded: Recorded<Environment>;
  readonly reading: EnvironmentReading | undefined;
  readonly lease: LeaseJudgement;
  readonly owner: EnvironmentWitnesses['owner'];
  readonly isOccupied: boolean;
  readonly owners: readonly Recorded<Task>[];
}

/** One task: as recorded, and as it is after the rules have blocked or freed it. */
export interface TaskCase {
  readonly recorded: Recorded<Task>;
  readonly task: Task;
  readonly recordedCheckpoint: Recorded<Checkpoint> | undefined;
  readonly checkpoint: Checkpoint | undefined;
  readonly life: TaskLife;
  readonly session: JudgedSession | undefined;
  readonly environment: EnvironmentCase | undefined;
}

/** Everything judged, before it is put into words. */
export interface World {
  readonly roster: Roster;
  readonly sessions: SessionComparison;
  readonly environments: ReadonlyMap<string, EnvironmentCase>;
  readonly tasks: ReadonlyMap<string, TaskCase>;
}
