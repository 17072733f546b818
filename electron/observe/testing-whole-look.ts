// For tests: everything at once, by the looks that the loop takes one after the other.
import { isRetiredEnvironment, type Environment } from '#shared/domain/environment.ts';
import type { Recorded, RecordSet } from '#shared/domain/records.ts';
import type { Observer } from './observe-world.ts';

const groupOf = ({ record, workspace }: Recorded<Environment>): string =>
  record.git?.repoRoot ?? workspace;

/** What is seen of these folders and of all that is recorded and not retired. */
export async function lookAtAll(
  { observeGroup, observeMachine }: Observer,
  recorded: RecordSet,
  workspaces: readonly string[],
) {
  const all = recorded.environments;
  const live = all.filter(({ record }) => !isRetiredEnvironment(record));
  const groups = [...new Set([...workspaces, ...live.map(groupOf)])];
  const readings = await Promise.all(
    groups.map((group) =>
      observeGroup({
        group,
        environments: live.flatMap((one) => (groupOf(one) === group ? [one.record] : [])),
        repository: undefined,
        isListing: true,
        recordedEnvironments: all.map(({ record }) => record),
        workspaces,
      }),
    ),
  );
  return {
    ...(await observeMachine(recorded)),
    repositories: readings.flatMap(({ repository }) => repository ?? []),
    environments: readings.flatMap(({ environments }) => environments),
    unclaimed: readings.flatMap(({ unclaimed = [] }) => unclaimed),
  };
}
