import { readdirSync, readFileSync } from 'node:fs';
import { errorCode } from '#electron/platform/system-error.ts';
import { isEndedState, parseProcessStat } from '#electron/platform/process-stat.ts';

/** One living process. Zombies are not alive and never appear. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Clock ticks since boot, field 22 of /proc/<pid>/stat. */
  readonly startTime: string;
  /** `ROLLCALL_SESSION` in the environment it was started with, when that may be read. */
  readonly sessionId?: string | undefined;
  /** `ROLLCALL_STATUS`, likewise: a path in its console's home, so that ids of two homes stay apart. */
  readonly statusFile?: string | undefined;
}

/** The processes of this machine. Synchronous: nothing may come between a check and a signal. */
export interface ProcessTable {
  /** Undefined when the system does not tell: not the same as none. */
  list(): readonly ProcessRow[] | undefined;
  /** Start time of the living process that has this pid now. */
  startTimeOf(pid: number): string | undefined;
  /** `undefined` when its environment may not be read or it is gone, `null` when it names no session. */
  sessionOf(pid: number): string | null | undefined;
  /** Program and arguments of a living process, when they may be read. */
  commandOf(pid: number): readonly string[] | undefined;
}

/** Reads a file of /proc; a process that ended, or is another user's, has none for us. */
function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(errorCode(error))) return undefined;
    throw error;
  }
}

function pidsIn(procRoot: string): readonly string[] | undefined {
  try {
    return readdirSync(procRoot).filter((name) => /^\d+$/u.test(name));
  } catch (error) {
    if (['ENOENT', 'EACCES', 'EPERM'].includes(errorCode(error))) return undefined;
    throw error;
  }
}

const variable = (environ: string, name: string): string | undefined =>
  environ
    .split('\0')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** Looks at the processes of this machine through `procRoot` (Linux: /proc). */
export function createProcessTable(procRoot: string): ProcessTable {
  const row = (pid: number | string): ProcessRow | undefined => {
    const text = readProc(`${procRoot}/${pid}/stat`);
    const stat = text === undefined ? undefined : parseProcessStat(text);
    return stat === undefined || isEndedState(stat.state)
      ? undefined
      : { pid: stat.pid, parent: stat.parent, group: stat.group, startTime: stat.startTime };
  };
  const environOf = (pid: number) => readProc(`${procRoot}/${pid}/environ`);
  return {
    sessionOf(pid) {
      const environ = environOf(pid);
      return environ === undefined ? undefined : (variable(environ, 'ROLLCALL_SESSION') ?? null);
    },
    commandOf(pid) {
      const text = readProc(`${procRoot}/${pid}/cmdline`);
      // A process that has just ended has an empty one.
      return text === undefined || text === '' ? undefined : text.replace(/\0$/u, '').split('\0');
    },
    startTimeOf: (pid) => row(pid)?.startTime,
    list: () => {
      const rows = pidsIn(procRoot)?.flatMap((pid) => row(pid) ?? []);
      // A /proc without even ourselves in it tells nothing.
      if (rows === undefined || rows.length === 0) return undefined;
      return rows.map((found) => {
        const environ = environOf(found.pid) ?? '';
        return {
          ...found,
          sessionId: variable(environ, 'ROLLCALL_SESSION'),
          statusFile: variable(environ, 'ROLLCALL_STATUS'),
        };
      });
    },
  };
}
