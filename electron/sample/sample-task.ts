import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  checkpointOf,
  dispositionAfterInterruption,
  type Checkpoint,
  type ReplaySafety,
} from '#shared/domain/checkpoint.ts';
import type { Clock } from '#shared/domain/clock.ts';
import type { Engine } from '#shared/domain/engine.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type { RunGit } from '#shared/domain/git.ts';
import type { RecordChange, RecordStore } from '#shared/domain/records.ts';
import type { ProcessIdentity, Session } from '#shared/domain/session.ts';
import type { Task } from '#shared/domain/task.ts';
import type { Result } from '#shared/result.ts';

/** A task of the sample world whose agent was seen alive. */
export interface SampleTask {
  readonly task: Task;
  readonly environment: Environment;
  readonly session: Session;
  readonly identity: ProcessIdentity;
}

export interface SampleLaunch {
  readonly taskId: string;
  readonly taskName: string;
  readonly agentId: string;
  readonly command: readonly string[];
}

/** Everything that making the sample world is given; effects are real. */
export interface SampleDeps {
  readonly store: RecordStore;
  readonly runGit: RunGit;
  readonly engine: Engine;
  readonly clock: Clock;
  /** The repository to make; the worktrees go beside it. Absolute; must not exist yet. */
  readonly repository: string;
  readonly runId: string;
  /** Starts an agent in a new worktree, recorded like any other. */
  readonly launch: (request: SampleLaunch) => Promise<Result<SampleTask, { message: string }>>;
  /** Makes the worktree and its records, and starts nothing. */
  readonly prepare: (
    request: Omit<SampleLaunch, 'command'>,
  ) => Promise<Result<{ environment: Environment }, { message: string }>>;
  /** SIGKILL to exactly this process; resolves when it was seen gone. */
  readonly kill: (identity: ProcessIdentity) => Promise<void>;
}

/** Thrown inside the sample world and turned into one refusal at its door. */
export class SampleFailure extends Error {}

/** The value, or the whole sample world is given up with this error's sentence. */
export function must<T>(result: Result<T, { message: string }>): T {
  if (result.ok) return result.value;
  throw new SampleFailure(result.error.message);
}

/** Writes files below a worktree, as an agent would have. */
export async function writeFiles(
  root: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(root, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

/** Records without ceremony: the sample world is made up, and its audit rows say so. */
export function record(deps: SampleDeps, what: string, changes: readonly RecordChange[]): void {
  must(
    deps.store.write(
      changes.map((change) => ({ ...change, workspace: deps.repository })),
      {
        actor: 'rollcall',
        verb: 'sample',
        subject: `run:${deps.runId}`,
        result: 'recorded',
        message: `Sample world: ${what}`,
      },
    ),
  );
}

/** The change that records a checkpoint of the sample world for the first time. */
export const newCheckpoint = (deps: SampleDeps, after: Checkpoint): RecordChange => ({
  kind: 'checkpoint',
  id: after.id,
  expectedVersion: 0,
  after,
  workspace: deps.repository,
});

/** A checkpoint as the sample's agent would have recorded it. */
export function sampleCheckpoint(
  deps: SampleDeps,
  sample: SampleTask,
  label: string,
  replaySafety: ReplaySafety,
  resumeState: unknown,
): Checkpoint {
  const at = deps.clock.now();
  return {
    ...checkpointOf(sample.task, undefined, at),
    replaySafety,
    resumeDisposition: dispositionAfterInterruption[replaySafety],
    safeBoundaryLabel: label,
    completedToolCalls: [
      { name: 'read', at, replaySafety: 'pure_readonly' },
      { name: 'edit', at, replaySafety: 'idempotent_write' },
      { name: 'npm test', at, replaySafety: 'idempotent_write' },
    ],
    resultPublished: false,
    ...(resumeState === undefined ? {} : { resumeState }),
  };
}
