import { join } from 'node:path';
import type { Instant } from '#shared/domain/run.ts';
import { lookAtFile } from './state-file.ts';

/** The files of one session, all in `<sessionsDir>/<sessionId>/`. */
export interface SessionPaths {
  readonly directory: string;
  /** Ours, before the start: what was started, where, by whom. */
  readonly command: string;
  /** The shim's: the agent's own pid. */
  readonly pid: string;
  /** The shim's: its own pid, written before `pid`. */
  readonly shimPid: string;
  /** Ours, after the start: pid, start time, boot id, host. */
  readonly identity: string;
  /** The shim's: exit code and time, written once the agent has ended. */
  readonly exit: string;
  readonly log: string;
  /** The agent's own, when it has something to say: one word, the state that it is in. */
  readonly status: string;
  /** Only for a terminal that is recorded: the command's arguments, and the shim as a file. */
  readonly argv: string;
  readonly shim: string;
}

/** Names the files of a session; creates nothing. */
export function sessionPaths(sessionsDir: string, sessionId: string): SessionPaths {
  const directory = join(sessionsDir, sessionId);
  return {
    directory,
    command: join(directory, 'command.json'),
    pid: join(directory, 'pid'),
    shimPid: join(directory, 'shim.pid'),
    identity: join(directory, 'identity.json'),
    exit: join(directory, 'exit'),
    log: join(directory, 'output.log'),
    status: join(directory, 'status'),
    argv: join(directory, 'argv'),
    shim: join(directory, 'shim.sh'),
  };
}

/** Whether an id may name a directory: no separators, no leading dot or dash, at most 128 letters. */
export const isSessionId = (text: string): boolean => /^\w[\w.-]{0,127}$/u.test(text);

/** When a log was last written to, in milliseconds since the epoch; undefined: there is no log. */
export function lookAtLog(path: string): { readonly lastOutputMs: number | undefined } | undefined {
  const found = lookAtFile(path);
  if (found.kind !== 'read') return undefined;
  return { lastOutputMs: found.value.size > 0 ? found.modifiedMs : undefined };
}

export interface RecordedExit {
  readonly exitCode: number;
  readonly endedAt: Instant;
}

/** `<code> <seconds since the epoch>`; the file's own time refines the second it names. */
export function parseExit(text: string, modifiedMs: number): RecordedExit | undefined {
  const [, code, seconds] = /^(\d{1,3}) (\d{1,12})\n$/u.exec(text) ?? [];
  if (code === undefined || seconds === undefined || Number(code) > 255) return undefined;
  const startMs = Number(seconds) * 1000;
  const endedMs = Math.min(Math.max(startMs, Math.floor(modifiedMs)), startMs + 999);
  return { exitCode: Number(code), endedAt: new Date(endedMs).toISOString() };
}

/** A process of its own that a system can have: not init, and no number that would wrap around. */
export const isPid = (pid: number): boolean =>
  Number.isInteger(pid) && pid > 1 && pid <= 0x7f_ff_ff_ff;

/** A process id as the shim writes it. */
export function parsePid(text: string): number | undefined {
  const pid = /^\d{1,10}\n$/u.test(text) ? Number(text) : 0;
  return isPid(pid) ? pid : undefined;
}
