import { isUtf8 } from 'node:buffer';
import { describeEncoding, type BadInput } from '#shared/domain/bad-input.ts';
import { err, ok, type Result } from '#shared/result.ts';

/**
 * The bytes of a file as text, or the place in it where they stop being UTF-8: a record with a mangled
 * name would be another record.
 */
export function decodeText(file: string, bytes: Buffer): Result<string, BadInput> {
  const text = bytes.toString('utf8');
  if (isUtf8(bytes)) return ok(text);
  const again = Buffer.from(text, 'utf8');
  let at = 0;
  while (at < bytes.length && bytes[at] === again[at]) at += 1;
  // All before it came back as it was, so it is whole.
  const { length } = bytes.toString('utf8', 0, at);
  return err(describeEncoding(file, text, length, bytes[at]));
}
