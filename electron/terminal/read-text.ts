import { isUtf8 } from 'node:buffer';
import { describeEncoding } from '#shared/contract/bad-input.ts';
import { readBytesNow } from '#electron/platform/files.ts';
import { CommandFailure, exitCodes } from './exit-codes.ts';

/**
 * The whole text of a file that an operator or an agent hands over. Throws a `CommandFailure` that
 * names the file, and the place in it where it stops being UTF-8: a record with a mangled name would
 * be another record.
 */
export function readText(file: string, maxBytes: number): string {
  const bytes = readBytesNow(file, maxBytes);
  if (!bytes.ok) throw new CommandFailure(exitCodes.couldNotLook, bytes.error.message);
  const text = bytes.value.toString('utf8');
  if (isUtf8(bytes.value)) return text;
  const again = Buffer.from(text, 'utf8');
  let at = 0;
  while (at < bytes.value.length && bytes.value[at] === again[at]) at += 1;
  // All before it came back as it was, so it is whole.
  const { length } = bytes.value.toString('utf8', 0, at);
  const { message } = describeEncoding(file, text, length, bytes.value[at]);
  throw new CommandFailure(exitCodes.couldNotLook, message);
}
