/** A process that a lock's text names. */
export interface NamedProcess {
  readonly pid: number;
  /** A start that is a plain number: the system's own value, or seconds or milliseconds since 1970. */
  readonly start?: number | undefined;
  /** A start that is a date, in milliseconds since the epoch. */
  readonly startedMs?: number | undefined;
  readonly host?: string | undefined;
}

const pidForm = /\b(?:pid|process)\b[\s:=#]{0,3}(\d{1,10})(?![\d.])/iu;
const startForm =
  /\bstart(?:ed|[ _-]?(?:time|ticks))?\b(?:\s+at\b)?[\s:=]{0,3}([0-9][0-9T:.Z+-]*)/iu;
/** What follows a number that is all of the start; else it is a part of a date, or a length of time. */
const afterStart = /^[^\S\n]*(?:$|[^\w\s/]|\n|\w+\s*[:=])/u;
const hostForm = /\bhost\b[\s:=]{1,3}([\w.-]+)/iu;

/** Longer than any agent writes. */
const mostRead = 1000;

/**
 * Reads the process out of the text of `git worktree lock --reason`, as agents write it: “run 41 (pid
 * 4121, start 880042)”. Undefined when it names none: such a lock is a person's, or nobody's.
 */
export function parseLockText(whole: string): NamedProcess | undefined {
  // Anybody may write it, at any length.
  const text = whole.slice(0, mostRead);
  const pid = Number(pidForm.exec(text)?.[1]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  const found = startForm.exec(text);
  const start = found?.[1]?.replace(/[.:+-]+$/u, '');
  const host = hostForm.exec(text)?.[1];
  const of = { pid, ...(host === undefined ? {} : { host }) };
  if (found === null || start === undefined) return of;
  if (/^\d+$/u.test(start)) {
    const isWhole = afterStart.test(text.slice(found.index + found[0].length));
    return isWhole && start.length <= 15 ? { ...of, start: Number(start) } : of;
  }
  const startedMs = Date.parse(start);
  return Number.isNaN(startedMs) ? of : { ...of, startedMs };
}
