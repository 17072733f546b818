import { closeSync, constants, fstatSync, openSync, promises as fs, readSync } from 'node:fs';
import { dirname } from 'node:path';
import { err, ok, type Result } from '#shared/result.ts';
import { errorCode, saysAbsent } from './system-error.ts';

export type FileError =
  | { readonly kind: 'absent'; readonly message: string }
  | { readonly kind: 'too_large'; readonly message: string; readonly size: number }
  | { readonly kind: 'unreadable'; readonly message: string };

/** Without waiting: opening a pipe that nobody writes to would never come back. Nothing on Windows. */
const readNow = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

const noFile = (path: string): FileError => ({
  kind: 'unreadable',
  message: `${path} could not be read: it is not a regular file.`,
});

const tooLarge = (path: string, maxBytes: number, size: number): FileError => ({
  kind: 'too_large',
  message: `${path} is larger than ${maxBytes} bytes.`,
  size,
});

function whyUnread(path: string, error: unknown): FileError {
  const message = `${path} could not be read: ${errorCode(error)}.`;
  return { kind: saysAbsent(error) ? 'absent' : 'unreadable', message };
}

/** Whether anything is at a path, a dangling link too. Throws when it could not be looked at. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await fs.lstat(path);
    return true;
  } catch (error) {
    if (saysAbsent(error)) return false;
    throw error;
  }
}

/** As `isThere`, but what could not be looked at counts as nothing. */
export const isSeen = (path: string): Promise<boolean> => isThere(path).catch(() => false);

/** A text without the line ends at its end; in one pass, however many there are. */
export function withoutLineEnd(text: string): string {
  let end = text.length;
  while (end > 0 && '\r\n'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** As `readBounded`, as bytes. */
export async function readBoundedBytes(
  path: string,
  maxBytes: number,
): Promise<Result<Buffer, FileError>> {
  try {
    const file = await fs.open(path, readNow);
    try {
      if (!(await file.stat()).isFile()) return err(noFile(path));
      // One byte more than allowed tells “too large” also for files without a size, as in /proc.
      const buffer = Buffer.allocUnsafe(maxBytes + 1);
      let length = 0;
      for (;;) {
        const { bytesRead } = await file.read(buffer, length, buffer.length - length);
        length += bytesRead;
        if (bytesRead === 0 || length === buffer.length) break;
      }
      if (length <= maxBytes) return ok(buffer.subarray(0, length));
      const { size } = await file.stat();
      return err(tooLarge(path, maxBytes, size));
    } finally {
      await file.close();
    }
  } catch (error) {
    return err(whyUnread(path, error));
  }
}

/**
 * A whole regular file as UTF-8 text, unless it is larger than `maxBytes`. `absent` only when the path
 * was looked at and nothing is there.
 */
export async function readBounded(
  path: string,
  maxBytes: number,
): Promise<Result<string, FileError>> {
  const bytes = await readBoundedBytes(path, maxBytes);
  return bytes.ok ? ok(bytes.value.toString('utf8')) : bytes;
}

/** As `readBounded`, as bytes and at once: for small files of commands and at start. */
export function readBytesNow(path: string, maxBytes: number): Result<Buffer, FileError> {
  try {
    const file = openSync(path, readNow);
    try {
      const stats = fstatSync(file);
      if (!stats.isFile()) return err(noFile(path));
      if (stats.size > maxBytes) return err(tooLarge(path, maxBytes, stats.size));
      // It may have grown since; the rest would be somebody's half-written text.
      const buffer = Buffer.alloc(stats.size);
      let length = 0;
      while (length < buffer.length) {
        const read = readSync(file, buffer, length, buffer.length - length, length);
        if (read === 0) break;
        length += read;
      }
      return ok(buffer.subarray(0, length));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return err(whyUnread(path, error));
  }
}

/** As `readBytesNow`, as UTF-8 text. */
export function readTextNow(path: string, maxBytes: number): Result<string, FileError> {
  const bytes = readBytesNow(path, maxBytes);
  return bytes.ok ? ok(bytes.value.toString('utf8')) : bytes;
}

/** Brings the names in a directory down to the disk. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await fs.open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Writes a new file whole, down to the disk. Throws what the file system says, also where one is. */
export async function writeSynced(
  path: string,
  content: string | Buffer,
  {
    mode = 0o600,
    adjust,
  }: {
    readonly mode?: number;
    readonly adjust?: (handle: fs.FileHandle) => Promise<void>;
  } = {},
): Promise<void> {
  const handle = await fs.open(path, 'wx', mode);
  try {
    await handle.writeFile(content, 'utf8');
    await adjust?.(handle);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Replaces a file in one step: whoever reads sees the old or the new one, also after a power cut.
 * `temporaryName` must be unique among writers of `path` (it is put beside it). Throws what the file
 * system says; the old file is then untouched.
 */
export async function writeAtomically(
  path: string,
  content: string | Buffer,
  { temporaryName = `${path}.${process.pid}.tmp`, mode = 0o600 } = {},
): Promise<void> {
  try {
    // One that a killed process left.
    await fs.rm(temporaryName, { force: true });
    await writeSynced(temporaryName, content, { mode });
    await fs.rename(temporaryName, path);
  } catch (error) {
    await fs.rm(temporaryName, { force: true });
    throw error;
  }
  await syncDirectory(dirname(path));
}
