import { isWithin } from '#shared/domain/is-within.ts';
import type { CoordinatorReading } from '#shared/domain/observation.ts';
import type { Worker } from '#shared/domain/worker.ts';
import { assertNever } from '#shared/result.ts';

/** What can be said of the coordinator that a worker's record names. */
export type CoordinatorVerdict =
  | { readonly kind: 'alive' }
  | { readonly kind: 'dead'; readonly how: string }
  /** For a person: nothing is concluded from it, whatever its process looks like. */
  | { readonly kind: 'review'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

const weekMs = 7 * 24 * 3_600_000;
const futureMs = 5 * 60_000;
/** Boot clocks and wall clocks differ by a little. */
const clockSlackMs = 5000;

interface Around {
  readonly nowMs: number;
  /** The folder that it coordinates work for. */
  readonly workspace: string;
}

/**
 * Judges a coordinator by its lock's owner: dead only when its process is proven gone, or when the one
 * that has its pid now began later and works elsewhere. One that works in the same folder is more likely
 * the very same, and the clock was set since (as after a virtual machine was paused). A lock older than
 * a week, or with a time that cannot be right, is for a person to review.
 */
export function judgeCoordinator(
  coordinator: NonNullable<Worker['coordinator']>,
  reading: CoordinatorReading | undefined,
  { nowMs, workspace }: Around,
): CoordinatorVerdict {
  const { pid, startedAt } = coordinator;
  const startedMs = Date.parse(startedAt);
  if (Number.isNaN(startedMs))
    return { kind: 'review', why: `its start time “${startedAt}” is no time` };
  if (startedMs - nowMs > futureMs)
    return { kind: 'review', why: `its start time ${startedAt} is in the future` };
  if (reading === undefined) return { kind: 'unknown', why: `process ${pid} was not looked at` };
  const { process } = reading;
  switch (process.kind) {
    case 'absent':
      return { kind: 'dead', how: `process ${pid} is gone` };
    case 'unknown':
      return { kind: 'unknown', why: process.why };
    case 'reused':
      return { kind: 'dead', how: `pid ${pid} belongs to another process now` };
    case 'alive': {
      if (nowMs - startedMs > weekMs)
        return { kind: 'review', why: `its lock is older than a week (${startedAt})` };
      const beganMs = Date.parse(process.startedAt ?? '');
      if (!(beganMs - startedMs > clockSlackMs)) return { kind: 'alive' };
      return isWithin(process.cwd, workspace)
        ? { kind: 'unknown', why: `process ${pid} works there, and seems to have begun later` }
        : { kind: 'dead', how: `pid ${pid} belongs to a process that began later` };
    }
    default:
      return assertNever(process);
  }
}
