import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { readBounded } from '#electron/platform/files.ts';
import { errorCode } from '#electron/platform/system-error.ts';
import type { Clock } from '#shared/domain/clock.ts';

/** A file looked at: there, not there, or there and not to be made sense of. */
export type FileReading<T> =
  | { readonly kind: 'read'; readonly value: T; readonly modifiedMs: number }
  | { readonly kind: 'absent' }
  | { readonly kind: 'bad'; readonly why: string };

const maxBytes = 4_194_304;

/** A regular file from outside. */
interface FileLook {
  readonly size: number;
  /** Other than before when anything was written to it, or it was replaced. */
  readonly stamp: string;
  readonly changedMs: number;
}

/**
 * Size and time of a regular file, or why there is none. At once: that costs a tenth of asking in
 * another thread, and each session is asked about five of them every second.
 */
export function lookAtFile(path: string): FileReading<FileLook> {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return { kind: 'absent' };
    const { size, ino, mtimeMs, ctimeMs } = found;
    const stamp = `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
    const value = { size, stamp, changedMs: Math.max(mtimeMs, ctimeMs) };
    return found.isFile()
      ? { kind: 'read', value, modifiedMs: mtimeMs }
      : { kind: 'bad', why: `${path} is not a regular file` };
  } catch (error) {
    return { kind: 'bad', why: `${path} could not be looked at (${errorCode(error)})` };
  }
}

/**
 * Reads one small state file and parses it with `parse`, which gives undefined for nonsense.
 * Anything but a regular file of at most 4 MiB is not opened: a fifo would never answer.
 */
export async function readStateFile<T>(
  path: string,
  parse: ParseState<T>,
): Promise<FileReading<T>> {
  const found = lookAtFile(path);
  return found.kind === 'read' ? readFound(path, found, parse) : found;
}

/** Undefined for nonsense. */
type ParseState<T> = (text: string, modifiedMs: number) => T | undefined;

async function readFound<T>(
  path: string,
  found: Extract<FileReading<FileLook>, { readonly kind: 'read' }>,
  parse: ParseState<T>,
): Promise<FileReading<T>> {
  const { modifiedMs } = found;
  const text = await readBounded(path, Math.min(found.value.size, maxBytes));
  if (!text.ok)
    return text.error.kind === 'absent'
      ? { kind: 'absent' }
      : { kind: 'bad', why: text.error.message };
  const value = parse(text.value, modifiedMs);
  return value === undefined
    ? { kind: 'bad', why: `${path} is damaged or only half written` }
    : { kind: 'read', value, modifiedMs };
}

/** Reads files of one kind that are written once and asked for every second. */
export interface KeptFiles<T> {
  /** As `readStateFile`; a file that has not changed since is not opened again. */
  read(path: string): Promise<FileReading<T>>;
  /** Forgets those of every other session. */
  retain(sessionIds: ReadonlySet<string>): void;
}

/** What was written a moment ago may be followed by more within the same tick of the file system. */
export const settledAfterMs = 60_000;

export function createKeptFiles<T>(parse: ParseState<T>, clock: Clock): KeptFiles<T> {
  const kept = new Map<string, { readonly stamp: string; readonly reading: FileReading<T> }>();
  return {
    async read(path) {
      const found = lookAtFile(path);
      const known = kept.get(path);
      if (found.kind === 'read' && known?.stamp === found.value.stamp) return known.reading;
      kept.delete(path);
      if (found.kind !== 'read') return found;
      const { stamp, changedMs } = found.value;
      const reading = await readFound(path, found, parse);
      if (reading.kind === 'read' && clock.nowMs() - changedMs >= settledAfterMs)
        kept.set(path, { stamp, reading });
      return reading;
    },
    retain(sessionIds) {
      for (const path of kept.keys())
        if (!sessionIds.has(basename(dirname(path)))) kept.delete(path);
    },
  };
}
