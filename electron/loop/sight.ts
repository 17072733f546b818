import { isRetiredEnvironment } from '#shared/domain/environment.ts';
import type {
  EngineReading,
  EnvironmentReading,
  Observed,
  RepositoryReading,
  UnclaimedDirectory,
} from '#shared/domain/observation.ts';
import type { RecordSet } from '#shared/domain/records.ts';
import type { Instant } from '#shared/domain/run.ts';
import type { Holders } from './holders.ts';

/** What one group of keys looked like. */
export interface GroupReading {
  readonly repository: RepositoryReading | undefined;
  readonly environments: readonly EnvironmentReading[];
  /** Undefined when nobody looked for what no record names. */
  readonly unclaimed: readonly UnclaimedDirectory[] | undefined;
}

/** When this boot began, what became of workers and their coordinators, and whose files are unread. */
export type MachineReading = Pick<
  Observed,
  'coordinators' | 'bootedAt' | 'unreadableSources' | 'workerOperations' | 'workerPlaces'
>;

/** The latest of everything that was looked at, each part of its own age. */
export interface Sight {
  engines: readonly EngineReading[];
  machine: MachineReading;
  readonly repositories: Map<string, RepositoryReading>;
  readonly environments: Map<string, EnvironmentReading>;
  readonly unclaimed: Map<string, readonly UnclaimedDirectory[]>;
}

export const createSight = (): Sight => ({
  engines: [],
  machine: {},
  repositories: new Map(),
  environments: new Map(),
  unclaimed: new Map(),
});

export function mergeGroup(sight: Sight, group: string, reading: GroupReading): void {
  if (reading.repository !== undefined) sight.repositories.set(group, reading.repository);
  for (const one of reading.environments) sight.environments.set(one.environmentId, one);
  if (reading.unclaimed !== undefined) sight.unclaimed.set(group, reading.unclaimed);
}

/** Forgets what nobody asks for any more: what was seen of it is not true of what may come in its place. */
export function retainIn(
  sight: Sight,
  { environmentIds, groups }: Record<'environmentIds' | 'groups', ReadonlySet<string>>,
): void {
  for (const id of sight.environments.keys())
    if (!environmentIds.has(id)) sight.environments.delete(id);
  for (const places of [sight.repositories, sight.unclaimed])
    for (const group of places.keys()) if (!groups.has(group)) places.delete(group);
}

export interface Surroundings {
  readonly host: string;
  readonly bootId: string;
  readonly observedAt: Instant;
  /** Every group there is now; what was seen of others is left out. */
  readonly groups: ReadonlySet<string>;
  readonly holders: Pick<Holders, 'of'>;
}

/**
 * What the rules compare with: only what is still asked for. A directory that somebody recorded
 * meanwhile is no longer unclaimed; one below two watched folders counts once. Who holds a lease is
 * told by the look at processes, which waits for no git.
 */
export function observedFrom(sight: Sight, recorded: RecordSet, around: Surroundings): Observed {
  const { groups, holders, host, bootId, observedAt } = around;
  const live = recorded.environments
    .map(({ record }) => record)
    .filter((environment) => !isRetiredEnvironment(environment));
  const claimed = new Set(
    live.flatMap(({ id, path }) => {
      const seen = sight.environments.get(id)?.path;
      return seen?.kind === 'present' ? [path, seen.realPath] : [path];
    }),
  );
  const unclaimed = new Map<string, UnclaimedDirectory>();
  for (const [group, directories] of sight.unclaimed)
    if (groups.has(group))
      for (const one of directories)
        if (!claimed.has(one.path) && !unclaimed.has(one.path)) unclaimed.set(one.path, one);
  return {
    ...sight.machine,
    host,
    bootId,
    engines: sight.engines,
    repositories: [...sight.repositories].flatMap(([group, one]) =>
      groups.has(group) ? [one] : [],
    ),
    environments: live.flatMap((environment) => {
      const reading = sight.environments.get(environment.id);
      return reading === undefined ? [] : [{ ...reading, leaseHolder: holders.of(environment) }];
    }),
    unclaimed: [...unclaimed.values()],
    observedAt,
  };
}
