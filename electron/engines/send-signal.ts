import { errorCode } from '#electron/platform/system-error.ts';

/**
 * Signals one process by pid. True when it was delivered; a process that just ended, or is not ours
 * to signal, is false. Whoever calls has just checked that the pid is still who is meant.
 */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (['ESRCH', 'EPERM'].includes(errorCode(error))) return false;
    throw error;
  }
}
