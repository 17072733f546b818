/** What one line of /proc/<pid>/stat says. */
export interface ProcessStat {
  readonly pid: number;
  /** One letter; Z (zombie), X and x have ended. */
  readonly state: string;
  readonly parent: number;
  readonly group: number;
  /** Clock ticks since boot, field 22: what tells this process from a later one with its pid. */
  readonly startTime: string;
  /** The program's short name, at most 15 bytes. */
  readonly name: string;
}

/** 0: none that this namespace knows; a kernel thread's group is 0 or -1. */
const isId = /^-?\d{1,10}$/u;
const isTicks = /^\d{1,20}$/u;

/**
 * Parses /proc/<pid>/stat (Linux, proc(5)); undefined when it is none. The name in parentheses may
 * hold anything, parentheses and newlines too, so the fields are counted from the last `)`.
 */
export function parseProcessStat(text: string): ProcessStat | undefined {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  const [state = '', parent = '', group = '', ...rest] = text.slice(close + 2).split(' ');
  const startTime = rest[16] ?? '';
  const pid = text.slice(0, Math.max(0, open)).trimEnd();
  if (open < 0 || close < open || !/^[A-Za-z]$/u.test(state)) return undefined;
  if (![pid, parent, group].every((id) => isId.test(id)) || !isTicks.test(startTime))
    return undefined;
  return {
    pid: Number(pid),
    state,
    parent: Number(parent),
    group: Number(group),
    startTime,
    name: text.slice(open + 1, close),
  };
}

/** Whether a process in this state runs no more and only waits to be reaped. */
export const isEndedState = (state: string): boolean => 'ZXx'.includes(state);
