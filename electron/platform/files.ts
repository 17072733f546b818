import { promises as fs } from 'node:fs';
import { dirname } from 'node:path';
import { err, ok, type Result } from '#shared/result.ts';

export type FileError =
  | { readonly kind: 'absent'; readonly message: string }
  | { readonly kind: 'too_large'; readonly message: string; readonly size: number }
  | { readonly kind: 'unreadable'; readonly message: string };

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

/**
 * A whole file as UTF-8 text, unless it is larger than `maxBytes`. `absent` only when the path was
 * looked at and nothing is there.
 */
export async function readBounded(
  path: string,
  maxBytes: number,
): Promise<Result<string, FileError>> {
  try {
    const file = await fs.open(path, 'r');
    try {
      // One byte more than allowed tells “too large” also for files without a size, as in /proc.
      const buffer = Buffer.allocUnsafe(maxBytes + 1);
      let length = 0;
      for (;;) {
        const { bytesRead } = await file.read(buffer, length, buffer.length - length);
        length += bytesRead;
        if (bytesRead === 0 || length === buffer.length) break;
      }
      if (length <= maxBytes) return ok(buffer.toString('utf8', 0, length));
      const { size } = await file.stat();
      return err({ kind: 'too_large', message: `${path} is larger than ${maxBytes} bytes.`, size });
    } finally {
      await file.close();
    }
  } catch (error) {
    const kind =
      codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? 'absent' : 'unreadable';
    return err({ kind, message: `${path} could not be read: ${codeOf(error)}.` });
  }
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await fs.open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/**
 * Replaces a file in one step: whoever reads sees the old or the new text, also after a power cut.
 * `temporaryName` must be unique among writers of `path` (it is put beside it). Throws what the file
 * system says; the old file is then untouched.
 */
export async function writeAtomically(
  path: string,
  text: string,
  { temporaryName = `${path}.${process.pid}.tmp`, mode = 0o600 } = {},
): Promise<void> {
  try {
    const file = await fs.open(temporaryName, 'w', mode);
    try {
      await file.writeFile(text, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    await fs.rename(temporaryName, path);
  } catch (error) {
    await fs.rm(temporaryName, { force: true });
    throw error;
  }
  await syncDirectory(dirname(path));
}
