import { availableParallelism } from 'node:os';
import type { Engine } from '#shared/domain/engine.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type {
  EngineReading,
  EnvironmentReading,
  PathReading,
  RepositoryReading,
  StatusReading,
} from '#shared/domain/observation.ts';
import type { Occupant } from '#shared/domain/occupant.ts';
import type { RecordSet } from '#shared/domain/records.ts';
import { messageOf } from '#shared/result.ts';
import { createGate } from '#electron/platform/gate.ts';
import { createBootedAt } from './boot-time.ts';
import { observeEnvironment } from './environment.ts';
import type { CoordinatorEyes } from './coordinators.ts';
import { observeGroup, type GroupQuestion, type GroupReading } from './observe-group.ts';
import { observeMachine, type MachineReading } from './observe-machine.ts';
import { observeOccupants } from './occupants.ts';
import { observePath } from './path.ts';
import { observeStatus, type StatusQuestion } from './status.ts';
import { observeRepository, type RepositoryEyes } from './worktrees.ts';

export interface ObserverDeps extends Pick<RepositoryEyes, 'runGit' | 'clock' | 'observeProcess'> {
  /** Who has a pid now; without it nobody looks at the coordinators of parallel runners. */
  readonly identifyProcess?: CoordinatorEyes['identifyProcess'] | undefined;
  /** Git processes at once; the number of cores, and never more than that. */
  readonly concurrency?: number;
}

export interface Observer {
  /** One repository or folder with some of its environments. */
  observeGroup(question: GroupQuestion): Promise<GroupReading>;
  /** When this boot began, and who coordinates the workers at work. */
  observeMachine(recorded: Pick<RecordSet, 'workers'>): Promise<MachineReading>;
  /** `repository`: what was just read of its own one, so that it is not read again. */
  observeEnvironment(
    environment: Environment,
    repository?: RepositoryReading,
  ): Promise<EnvironmentReading>;
  observeRepository(repoRoot: string): Promise<RepositoryReading>;
  observePath(path: string): Promise<PathReading>;
  /** Who works in a directory (real path) or below it. */
  observeOccupants(directory: string): Promise<readonly Occupant[]>;
  observeStatus(question: StatusQuestion): Promise<StatusReading>;
}

const noWorkers: Pick<RecordSet, 'workers'> = { workers: [] };

/** Makes the one who looks at everything. It reads only, and never throws for what it sees. */
export function createObserver(deps: ObserverDeps): Observer {
  const cores = availableParallelism();
  const gate = createGate(Math.max(1, Math.min(deps.concurrency ?? cores, cores)));
  const eyes: RepositoryEyes = { ...deps, runGit: (request) => gate(() => deps.runGit(request)) };
  const bootedAt = createBootedAt(deps.clock);

  return {
    observeMachine: (recorded) => {
      const { identifyProcess = () => Promise.resolve(undefined) } = deps;
      const isBlind = deps.identifyProcess === undefined;
      return observeMachine({ ...deps, identifyProcess, bootedAt }, isBlind ? noWorkers : recorded);
    },
    observeGroup: (question) => observeGroup(eyes, question),
    observeRepository: (repoRoot) => observeRepository(eyes, repoRoot),
    observePath: (path) => observePath(deps.clock, path),
    observeOccupants: (directory) => observeOccupants(directory),
    observeStatus: (question) => observeStatus(eyes, question),
    observeEnvironment: async (environment, repository) => {
      const { executionMode, git } = environment;
      if (executionMode !== 'git_worktree' || git === undefined)
        return observeEnvironment(eyes, environment, new Map());
      const reading = repository ?? (await observeRepository(eyes, git.repoRoot));
      return observeEnvironment(eyes, environment, new Map([[git.repoRoot, reading]]));
    },
  };
}

/** An engine that throws has not said that it holds nothing. */
export async function readEngine(
  { clock }: Pick<ObserverDeps, 'clock'>,
  engine: Engine,
): Promise<EngineReading> {
  try {
    return await engine.observe();
  } catch (error) {
    const why = messageOf(error);
    return { kind: 'unreadable', engine: engine.name, why, observedAt: clock.now() };
  }
}
