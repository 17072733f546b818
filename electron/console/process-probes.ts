import { hostname } from 'node:os';
import type { Clock } from '#shared/domain/clock.ts';
import {
  createIdentifyProcess,
  createProcessObserver,
  readBootId,
} from '#electron/observe/process.ts';

/** What this machine is called, which boot it is in, and how its processes are looked at. */
export async function createProcessProbes(clock: Clock) {
  const machine = { bootId: await readBootId(), host: hostname() };
  return {
    machine,
    observeProcess: createProcessObserver({ ...machine, clock }),
    identifyProcess: createIdentifyProcess(machine),
  };
}
