import type { Clock } from '#shared/domain/clock.ts';
import type { ObserveProcess } from '#shared/domain/engine.ts';
import type { CoordinatorReading, ProcessReading } from '#shared/domain/observation.ts';
import type { RecordSet } from '#shared/domain/records.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { isAtWork } from '#shared/domain/worker.ts';

export interface CoordinatorEyes {
  readonly clock: Clock;
  readonly observeProcess: ObserveProcess;
  /** Who has this pid now. */
  readonly identifyProcess: (pid: number) => Promise<ProcessIdentity | undefined>;
}

/** By pid: such records name no start time of the system's, so whoever has the pid is looked at. */
async function lookAt(eyes: Omit<CoordinatorEyes, 'clock'>, pid: number): Promise<ProcessReading> {
  const identity = await eyes.identifyProcess(pid);
  return eyes.observeProcess(identity ?? { pid });
}

/** Looks at whoever a lock names. */
export const observeCoordinator = async (
  eyes: Omit<CoordinatorEyes, 'clock'>,
  { pid, startedAt }: Pick<CoordinatorReading, 'pid' | 'startedAt'>,
): Promise<CoordinatorReading> => ({ pid, startedAt, process: await lookAt(eyes, pid) });

/** Looks once at each coordinator that a running or integrating worker names. */
export async function observeCoordinators(
  eyes: CoordinatorEyes,
  { workers }: Pick<RecordSet, 'workers'>,
): Promise<readonly CoordinatorReading[]> {
  const named = new Map<string, { pid: number; startedAt: string }>();
  for (const { record } of workers) {
    const { coordinator } = record;
    if (coordinator === undefined || !isAtWork(record)) continue;
    named.set(`${coordinator.pid} ${coordinator.startedAt}`, coordinator);
  }
  return Promise.all([...named.values()].map((one) => observeCoordinator(eyes, one)));
}
