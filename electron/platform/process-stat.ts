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

/**
 * Parses /proc/<pid>/stat (Linux, proc(5)); undefined when it is none. The name in parentheses may
 * hold anything, parentheses and newlines too, so the fields are counted from the last `)`.
 */
export function parseProcessStat(text: string): ProcessStat | undefined {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  const [state, parent, group, ...rest] = text.slice(close + 2).split(' ');
  const startTime = rest[16];
  if (open < 0 || close < open || state === undefined || startTime === undefined) return undefined;
  return {
    pid: Number.parseInt(text, 10),
    state,
    parent: Number(parent),
    group: Number(group),
    startTime,
    name: text.slice(open + 1, close),
  };
}

/** Whether a process in this state runs no more and only waits to be reaped. */
export const isEndedState = (state: string): boolean => 'ZXx'.includes(state);
