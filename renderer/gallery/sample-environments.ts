import type { EnvironmentRow } from '#shared/contract/sweep.ts';
import {
  environmentHealths,
  executionModes,
  recoveryActions,
  recoveryStatuses,
} from '#shared/domain/environment.ts';
import { makeEnvironmentRow } from '#shared/testing/make-view.ts';
import type { Sampling } from './tried-names.ts';

const pick = <T>(values: readonly T[], index: number, otherwise: T): T =>
  values[index % values.length] ?? otherwise;

/** So many made-up environments, in every health and mode. */
export function sampleEnvironments({ items, names }: Sampling): readonly EnvironmentRow[] {
  const workspace = `/home/operator/code/${names?.workspace ?? 'api'}`;
  return Array.from({ length: items }, (_, index) =>
    makeEnvironmentRow({
      id: `env-${index}`,
      path: `${workspace}.worktrees/${names === undefined ? `task-${index}` : `${names.directory}-${index}`}`,
      workspace,
      branch: names === undefined ? `rollcall/task-${index}` : `${names.branch}-${index}`,
      health: pick(environmentHealths, index, 'unknown'),
      mode: pick(executionModes, index * 3 + 2, 'remote'),
      recoveryStatus: pick(recoveryStatuses, index * 3 + 2, 'pending'),
      recoveryAction: index % 5 === 2 ? pick(recoveryActions, index, 'queue_cleanup') : null,
      taskId: index % 4 === 3 ? null : pick(['limiter', 'sessions', 'docs'], index, 'docs'),
    }),
  );
}
