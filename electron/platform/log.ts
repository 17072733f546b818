import { appendFileSync, renameSync, statSync } from 'node:fs';
import type { Clock } from '#shared/domain/clock.ts';

type LogLevel = 'warn' | 'error';

/** Plain values only: what cannot be written as JSON does not belong in a log. */
type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

type Log = Readonly<Record<LogLevel, (message: string, fields?: LogFields) => void>>;

interface LogOptions {
  readonly clock: Clock;
  /** Takes one finished line, with its newline. */
  readonly write: (line: string) => void;
}

/** One JSON object per line: `at`, `level`, `message` and the fields. */
export function createLog({ clock, write }: LogOptions): Log {
  const line = (level: LogLevel) => (message: string, fields?: LogFields) =>
    write(`${JSON.stringify({ at: clock.now(), level, message, ...fields })}\n`);
  return { warn: line('warn'), error: line('error') };
}

const toStderr = (line: string): void => {
  process.stderr.write(line);
};

/** A gateway that is away for weeks says so every minute. */
const mostBytes = 4 * 1024 * 1024;

/**
 * For `write`: to the end of a file, which is put aside as `<path>.1` when it has become large. A log
 * that cannot be written (disk full, read-only) must not end the console: the line then goes to
 * standard error.
 */
export const toFile =
  (path: string, maxBytes = mostBytes) =>
  (line: string): void => {
    try {
      const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      if (size > maxBytes) renameSync(path, `${path}.1`);
      appendFileSync(path, line, { mode: 0o600 });
    } catch (error) {
      toStderr(`${line.trimEnd()} (not in ${path}: ${String(error)})\n`);
    }
  };
