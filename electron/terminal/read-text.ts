import { decodeText } from '#electron/platform/decode-text.ts';
import { readBytesNow } from '#electron/platform/files.ts';
import { CommandFailure, exitCodes } from './exit-codes.ts';

/**
 * The whole text of a file that an operator or an agent hands over. Throws a `CommandFailure` that
 * names the file, and the place in it where it stops being UTF-8.
 */
export function readText(file: string, maxBytes: number): string {
  const bytes = readBytesNow(file, maxBytes);
  if (!bytes.ok) throw new CommandFailure(exitCodes.couldNotLook, bytes.error.message);
  const text = decodeText(file, bytes.value);
  if (!text.ok) throw new CommandFailure(exitCodes.couldNotLook, text.error.message);
  return text.value;
}
