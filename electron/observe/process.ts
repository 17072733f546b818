import type { Clock } from '#shared/domain/clock.ts';
import type { ObserveProcess } from '#shared/domain/engine.ts';
import type { ProcessReading } from '#shared/domain/observation.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { createBootedAt, readBootedAt, type BootedAt } from './boot-time.ts';
import { createLinuxLook, isPidTaken, readLinuxBootId } from './linux-process.ts';
import { lookAtMacPid, readMacBootId } from './mac-process.ts';
import type { LookAtPid, ProcessLook } from './process-look.ts';

export interface ProcessObserverOptions {
  /** The present boot, from `readBootId`. */
  readonly bootId: string;
  /** This machine's name, as sessions record it. */
  readonly host: string;
  readonly clock: Clock;
  readonly procRoot?: string;
  readonly isTaken?: (pid: number) => boolean;
}

const lookFor = (
  options: Pick<ProcessObserverOptions, 'procRoot' | 'isTaken'>,
  bootedAt?: BootedAt,
): LookAtPid =>
  process.platform === 'darwin'
    ? lookAtMacPid
    : createLinuxLook({
        procRoot: options.procRoot ?? '/proc',
        bootedAt,
        isTaken: options.isTaken ?? isPidTaken,
      });

/** The id of the present boot. Throws when the system does not tell it: nothing can be judged then. */
export const readBootId = (procRoot = '/proc'): Promise<string> =>
  process.platform === 'darwin' ? readMacBootId() : readLinuxBootId(procRoot);

/** Makes the look that says who has a pid now: its identity, or undefined when nobody readable has. */
export function createIdentifyProcess(
  options: Omit<ProcessObserverOptions, 'clock'>,
): (pid: number) => Promise<ProcessIdentity | undefined> {
  const look = lookFor(options);
  const { bootId, host } = options;
  return async (pid) => {
    const seen = isPid(pid) ? await look(pid) : undefined;
    return seen?.kind === 'found' ? { pid, startTime: seen.startTime, bootId, host } : undefined;
  };
}

const isPid = (pid: number): boolean => Number.isSafeInteger(pid) && pid > 0;

/**
 * Makes the look that says what became of a recorded process. `alive` only when pid, start time and
 * boot agree; `absent` when it is certainly gone; `reused` when another process has its pid. A pid
 * alone proves nothing, another machine cannot be looked at: both `unknown`.
 */
export function createProcessObserver(options: ProcessObserverOptions): ObserveProcess {
  const { bootId, host, clock } = options;
  const look = lookFor(
    options,
    createBootedAt(clock, () => readBootedAt(options.procRoot)),
  );
  return async (identity) => {
    const observedAt = clock.now();
    const { pid } = identity;
    const unknown = (why: string): ProcessReading => ({ kind: 'unknown', why, observedAt });
    if (!isPid(pid)) return unknown(`${pid} is not a process id`);
    if (identity.host !== undefined && identity.host !== host)
      return unknown(`it was recorded on ${identity.host}; this is ${host}`);
    const seen = await look(pid);
    const here = (found: Found): ProcessIdentity => ({
      pid,
      startTime: found.startTime,
      bootId,
      host,
    });
    const reused = (found: Found): ProcessReading => ({
      kind: 'reused',
      current: here(found),
      observedAt,
    });

    if (identity.bootId !== undefined && identity.bootId !== bootId)
      // No process outlives its boot, whatever can be read about its pid now.
      return seen.kind === 'found' ? reused(seen) : { kind: 'absent', observedAt };
    if (seen.kind === 'none') return { kind: 'absent', observedAt };
    if (seen.kind === 'unreadable') return unknown(seen.why);
    if (identity.startTime === undefined)
      return unknown(`process ${pid} exists, but no start time was recorded to know it by`);
    if (identity.startTime !== seen.startTime) return reused(seen);
    const { startedAt, cwd } = seen;
    return { kind: 'alive', identity: here(seen), startedAt, cwd, observedAt };
  };
}

type Found = Extract<ProcessLook, { readonly kind: 'found' }>;
