import type { Observed } from '#shared/domain/observation.ts';
import type { RecordSet } from '#shared/domain/records.ts';
import type { BootedAt } from './boot-time.ts';
import { observeCoordinators, type CoordinatorEyes } from './coordinators.ts';
import { observeWorkerOperations } from './worker-operations.ts';
import { observeWorkerPlaces } from './worker-places.ts';

/** What records of parallel runners and pipelines are judged by, beside sessions and places. */
export type MachineReading = Pick<
  Observed,
  'coordinators' | 'bootedAt' | 'workerOperations' | 'workerPlaces'
>;

/**
 * When this boot began, each coordinator that a worker at work names, what is half done where it works,
 * and where workers' directories really are. Cheap: no git, no scan.
 */
export async function observeMachine(
  eyes: CoordinatorEyes & { readonly bootedAt: BootedAt },
  recorded: Pick<RecordSet, 'workers'>,
): Promise<MachineReading> {
  const [bootedAt, coordinators, workerOperations, workerPlaces] = await Promise.all([
    eyes.bootedAt(),
    observeCoordinators(eyes, recorded),
    observeWorkerOperations(recorded),
    observeWorkerPlaces(recorded),
  ]);
  return { bootedAt, coordinators, workerOperations, workerPlaces };
}
