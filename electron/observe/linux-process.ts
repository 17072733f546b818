import { promises as fs, readFileSync } from 'node:fs';
import { errorCode } from '#electron/platform/system-error.ts';
import { isEndedState, parseProcessStat } from '#electron/platform/process-stat.ts';
import type { BootedAt } from './boot-time.ts';
import type { LookAtPid, ProcessLook } from './process-look.ts';

/** Linux counts start times in 1/100 s for every architecture it tells them to (USER_HZ). */
const tickMs = 10;

interface LinuxProcesses {
  readonly procRoot: string;
  /** Without it nobody is told when a process began by the wall clock. */
  readonly bootedAt?: BootedAt | undefined;
  /** Asks the kernel, without /proc, whether the pid is taken. */
  readonly isTaken: (pid: number) => boolean;
}

/** Whether a process or thread has this pid, ours to signal or not. Signal 0 is only a question. */
export function isPidTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}

/** Looks at one pid through `<procRoot>/<pid>`. */
export function createLinuxLook({ procRoot, bootedAt, isTaken }: LinuxProcesses): LookAtPid {
  /** Nothing under /proc: believed only when the kernel agrees (hidden or unmounted /proc). */
  const nothingThere = (pid: number): ProcessLook =>
    isTaken(pid)
      ? { kind: 'unreadable', why: `${procRoot} does not show process ${pid}, which exists` }
      : { kind: 'none' };

  return async (pid) => {
    let text: string;
    try {
      // At once: the kernel answers from memory, and fifty of these a second are to cost nothing.
      text = readFileSync(`${procRoot}/${pid}/stat`, 'utf8');
    } catch (error) {
      const code = errorCode(error);
      if (code === 'ENOENT' || code === 'ESRCH') return nothingThere(pid);
      return { kind: 'unreadable', why: `${procRoot}/${pid}/stat could not be read: ${code}` };
    }
    const stat = parseProcessStat(text);
    if (stat === undefined)
      return { kind: 'unreadable', why: `${procRoot}/${pid}/stat has an unknown form` };
    if (isEndedState(stat.state)) return { kind: 'none' };
    const boot = await bootedAt?.();
    // Fails for other users' processes: then it is simply not told.
    const cwd = await fs.readlink(`${procRoot}/${pid}/cwd`).catch(() => undefined);
    return {
      kind: 'found',
      startTime: stat.startTime,
      startedAt:
        boot === undefined
          ? undefined
          : new Date(Date.parse(boot) + Number(stat.startTime) * tickMs).toISOString(),
      cwd,
    };
  };
}

/** The present boot's id; throws when `<procRoot>` does not tell. */
export async function readLinuxBootId(procRoot: string): Promise<string> {
  return (await fs.readFile(`${procRoot}/sys/kernel/random/boot_id`, 'utf8')).trim();
}
