import { availableParallelism } from 'node:os';
import type { Engine } from '#shared/domain/engine.ts';
import { isRetiredEnvironment, type Environment } from '#shared/domain/environment.ts';
import type {
  EngineReading,
  EnvironmentReading,
  Observed,
  PathReading,
  RepositoryReading,
  StatusReading,
  UnclaimedDirectory,
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
import { isRepository, knownPlaces } from './places.ts';
import { observeOccupants } from './occupants.ts';
import { observePath } from './path.ts';
import { observeStatus, type StatusQuestion } from './status.ts';
import { observeUnclaimed } from './unclaimed.ts';
import { observeRepository, type RepositoryEyes } from './worktrees.ts';

export interface ObserverDeps extends Pick<RepositoryEyes, 'runGit' | 'clock' | 'observeProcess'> {
  readonly host: string;
  readonly bootId: string;
  /** Who has a pid now; without it nobody looks at the coordinators of parallel runners. */
  readonly identifyProcess?: CoordinatorEyes['identifyProcess'] | undefined;
  /** Git processes at once; the number of cores, and never more than that. */
  readonly concurrency?: number;
}

export interface WorldQuestion {
  readonly recorded: RecordSet;
  /** Folders the operator watches; absolute; need not be repositories. */
  readonly workspaces: readonly string[];
  readonly engines: readonly Engine[];
}

export interface Observer {
  observeWorld(question: WorldQuestion): Promise<Observed>;
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

type Repositories = ReadonlyMap<string, RepositoryReading>;

/** Makes the one who looks at everything; see `Observed`. It reads only, and never throws for what it sees. */
export function createObserver(deps: ObserverDeps): Observer {
  const cores = availableParallelism();
  const gate = createGate(Math.max(1, Math.min(deps.concurrency ?? cores, cores)));
  const eyes: RepositoryEyes = { ...deps, runGit: (request) => gate(() => deps.runGit(request)) };

  const readRepositories = async (roots: readonly string[]): Promise<Repositories> => {
    const asked = [...new Set(roots)].map(
      async (root) => [root, await observeRepository(eyes, root)] as const,
    );
    return new Map(await Promise.all(asked));
  };

  const bootedAt = createBootedAt(deps.clock);
  const lookAtMachine = (recorded: Pick<RecordSet, 'workers'>): Promise<MachineReading> => {
    const { identifyProcess = () => Promise.resolve(undefined) } = deps;
    const isBlind = deps.identifyProcess === undefined;
    return observeMachine({ ...deps, identifyProcess, bootedAt }, isBlind ? noWorkers : recorded);
  };

  return {
    observeMachine: lookAtMachine,
    observeGroup: (question) => observeGroup(eyes, question),
    observeRepository: (repoRoot) => observeRepository(eyes, repoRoot),
    observePath: (path) => observePath(deps.clock, path),
    observeOccupants: (directory) => observeOccupants(directory),
    observeStatus: (question) => observeStatus(eyes, question),
    observeEnvironment: async (environment, repository) => {
      const roots = repoRootsOf([environment]);
      return observeEnvironment(
        eyes,
        environment,
        repository === undefined
          ? await readRepositories(roots)
          : new Map(roots.map((root) => [root, repository])),
      );
    },
    observeWorld: async ({ recorded, workspaces, engines }) => {
      const observedAt = deps.clock.now();
      const all = recorded.environments.map(({ record }) => record);
      const live = all.filter((environment) => !isRetiredEnvironment(environment));
      const watched = await filterAsync([...new Set(workspaces)], isRepository);
      const [readings, repositories, machine] = await Promise.all([
        Promise.all(engines.map((engine) => readEngine(deps, engine))),
        readRepositories([...watched, ...repoRootsOf(live)]),
        lookAtMachine(recorded),
      ]);
      const known = await knownPlaces(all, workspaces);
      const [environments, unclaimed] = await Promise.all([
        Promise.all(live.map((one) => observeEnvironment(eyes, one, repositories))),
        observeAllUnclaimed(eyes, { workspaces, repositories, known }),
      ]);
      return {
        ...machine,
        host: deps.host,
        bootId: deps.bootId,
        engines: readings,
        repositories: [...repositories.values()],
        environments,
        unclaimed,
        observedAt,
      };
    },
  };
}

const repoRootsOf = (environments: readonly Environment[]): readonly string[] =>
  environments.flatMap(({ executionMode, git }) =>
    executionMode === 'git_worktree' && git !== undefined ? [git.repoRoot] : [],
  );

async function filterAsync<T>(
  items: readonly T[],
  holds: (item: T) => Promise<boolean>,
): Promise<readonly T[]> {
  const answers = await Promise.all(items.map(holds));
  return items.filter((_item, index) => answers[index]);
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

/** Each directory once, though two watched folders may be worktrees of one repository. */
async function observeAllUnclaimed(
  eyes: RepositoryEyes,
  {
    workspaces,
    repositories,
    known,
  }: {
    readonly workspaces: readonly string[];
    readonly repositories: Repositories;
    readonly known: Awaited<ReturnType<typeof knownPlaces>>;
  },
): Promise<readonly UnclaimedDirectory[]> {
  const found = new Map<string, UnclaimedDirectory>();
  for (const workspace of new Set(workspaces)) {
    const repository = repositories.get(workspace);
    const unclaimed = await observeUnclaimed(eyes, { workspace, repository, ...known });
    for (const directory of unclaimed)
      if (!found.has(directory.path)) found.set(directory.path, directory);
  }
  return [...found.values()];
}
