import { readFileSync } from 'node:fs';
import { errorCode } from '#electron/platform/system-error.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { isEndedState, parseProcessStat } from '#electron/platform/process-stat.ts';

/**
 * The cheapest look at a process, some microseconds: false says that it is worth looking properly,
 * true proves nothing. Only where `/proc` tells; elsewhere a signal that does nothing is sent.
 */
export function isProcessThere({ pid, startTime }: ProcessIdentity): boolean {
  try {
    if (process.platform !== 'linux') return process.kill(pid, 0);
    const stat = parseProcessStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    if (stat === undefined) return true;
    return !isEndedState(stat.state) && (startTime === undefined || stat.startTime === startTime);
  } catch (error) {
    return !['ENOENT', 'ESRCH'].includes(errorCode(error));
  }
}
