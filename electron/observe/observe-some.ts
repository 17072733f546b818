import type { Clock } from '#shared/domain/clock.ts';
import type { Engine } from '#shared/domain/engine.ts';
import { isRetiredEnvironment } from '#shared/domain/environment.ts';
import type {
  EnvironmentReading,
  Observed,
  RepositoryReading,
} from '#shared/domain/observation.ts';
import type { RecordSet } from '#shared/domain/records.ts';
import { readEngine, type Observer } from './observe-world.ts';

export interface SomeQuestion {
  /** What was seen before; kept for everything that is not looked at again. */
  readonly previous: Observed;
  readonly recorded: RecordSet;
  readonly environmentIds: ReadonlySet<string>;
  readonly engines: readonly Engine[];
}

/** Looks again at some environments, their repositories and all engines. */
export async function observeSome(
  { observer, clock }: { readonly observer: Observer; readonly clock: Clock },
  { previous, recorded, environmentIds, engines }: SomeQuestion,
): Promise<Observed> {
  const observedAt = clock.now();
  const live = recorded.environments
    .map(({ record }) => record)
    .filter((environment) => !isRetiredEnvironment(environment));
  const known = new Map(previous.environments.map((one) => [one.environmentId, one]));
  const due = live.filter(({ id }) => environmentIds.has(id) || !known.has(id));
  const roots = new Set(due.flatMap(({ git }) => (git === undefined ? [] : [git.repoRoot])));
  const [readings, repositories, looked] = await Promise.all([
    Promise.all(engines.map((engine) => readEngine({ clock }, engine))),
    Promise.all([...roots].map((root) => observer.observeRepository(root))),
    Promise.all(due.map((environment) => observer.observeEnvironment(environment))),
  ]);
  for (const reading of looked) known.set(reading.environmentId, reading);
  const claimed = new Set(live.map(({ path }) => path));
  return {
    ...previous,
    engines: readings,
    repositories: mergeRepositories(previous.repositories, repositories),
    environments: live
      .map(({ id }) => known.get(id))
      .filter((reading): reading is EnvironmentReading => reading !== undefined),
    unclaimed: previous.unclaimed.filter(({ path }) => !claimed.has(path)),
    observedAt,
  };
}

function mergeRepositories(
  before: readonly RepositoryReading[],
  after: readonly RepositoryReading[],
): readonly RepositoryReading[] {
  const byRoot = new Map(before.map((reading) => [reading.repoRoot, reading]));
  for (const reading of after) byRoot.set(reading.repoRoot, reading);
  return [...byRoot.values()];
}
