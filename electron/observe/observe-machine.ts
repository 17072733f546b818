import type { Observed } from '#shared/domain/observation.ts';
import type { RecordSet } from '#shared/domain/records.ts';
import { readBootedAt } from './boot-time.ts';
import { observeCoordinators, type CoordinatorEyes } from './coordinators.ts';

/** What records of parallel runners and pipelines are judged by, beside sessions and places. */
export type MachineReading = Pick<Observed, 'coordinators' | 'bootedAt'>;

/** When this boot began, and each coordinator that a worker at work names. Cheap: no git, no scan. */
export async function observeMachine(
  eyes: CoordinatorEyes,
  recorded: Pick<RecordSet, 'workers'>,
): Promise<MachineReading> {
  const [bootedAt, coordinators] = await Promise.all([
    readBootedAt(),
    observeCoordinators(eyes, recorded),
  ]);
  return { bootedAt, coordinators };
}
