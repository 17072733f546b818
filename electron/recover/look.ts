import type { Environment } from '#shared/domain/environment.ts';
import type {
  EngineReading,
  EnvironmentReading,
  RepositoryReading,
} from '#shared/domain/observation.ts';
import type { Recorded, RecordKind, RecordKinds, RecordSet } from '#shared/domain/records.ts';
import type { RecoverDeps } from './recover-deps.ts';

/** One look at the world: each thing is asked for at most once, so that its answers fit together. */
export interface Look {
  records(): RecordSet;
  /** One record by its name: among very many, looking through all of them is slow. */
  record<K extends RecordKind>(kind: K, id: string): Recorded<RecordKinds[K]> | undefined;
  engine(name: string): Promise<EngineReading>;
  /** What an engine knows of one session; the reading may hold others as well. */
  session(engine: string, sessionId: string): Promise<EngineReading>;
  environment(environment: Environment): Promise<EnvironmentReading>;
  repository(repoRoot: string): Promise<RepositoryReading>;
}

type Eyes = Pick<
  RecoverDeps,
  'store' | 'engine' | 'observeEnvironment' | 'observeRepository' | 'clock'
>;

/** Begins a look that a whole plan takes: each engine is read once for all its items. */
export function createLook(deps: Eyes): Look {
  const look = createItemLook(deps);
  return { ...look, session: (engine) => look.engine(engine) };
}

/** Begins a look at one item: of an engine that can, only the item's own session is asked for. */
export function createItemLook(deps: Eyes): Look {
  let records: RecordSet | undefined;
  const engine = once((name: string) => readEngine(deps, name));
  const sessions = new Map<string, Promise<EngineReading>>();
  const repository = once(deps.observeRepository);
  return {
    records: () => (records ??= deps.store.load()),
    record: (kind, id) => deps.store.get(kind, id),
    engine,
    session(name, sessionId) {
      const key = `${name}\n${sessionId}`;
      const reading =
        sessions.get(key) ?? deps.engine(name)?.observeSession?.(sessionId) ?? engine(name);
      sessions.set(key, reading);
      return reading;
    },
    environment: once(
      async (environment) => {
        const { executionMode, git } = environment;
        const isWorktree = executionMode === 'git_worktree' && git !== undefined;
        return deps.observeEnvironment(
          environment,
          isWorktree ? await repository(git.repoRoot) : undefined,
        );
      },
      ({ id }) => id,
    ),
    repository,
  };
}

async function readEngine(deps: Eyes, name: string): Promise<EngineReading> {
  const engine = deps.engine(name);
  if (engine !== undefined) return engine.observe();
  const why = `There is no engine called “${name}” here.`;
  return { kind: 'unreadable', engine: name, why, observedAt: deps.clock.now() };
}

function once<A, T>(
  ask: (about: A) => Promise<T>,
  keyOf: (about: A) => string = String,
): (about: A) => Promise<T> {
  const asked = new Map<string, Promise<T>>();
  return (about) => {
    const key = keyOf(about);
    const answer = asked.get(key) ?? ask(about);
    asked.set(key, answer);
    return answer;
  };
}
