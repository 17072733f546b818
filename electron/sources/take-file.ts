import type { BadInput } from '#shared/domain/bad-input.ts';
import type { Result } from '#shared/result.ts';
import { readSourceFile, stateMaxBytes } from './read-source-file.ts';

/** What a file holds; undefined where there is none, or where it cannot be read: then a fault says why. */
export async function takeFile<T>(
  faults: string[],
  file: string,
  parse: (text: string, file: string) => Result<T, BadInput>,
): Promise<T | undefined> {
  const read = await readSourceFile(file, stateMaxBytes);
  if (read.kind === 'absent') return undefined;
  if (read.kind === 'unreadable') {
    faults.push(read.message);
    return undefined;
  }
  const parsed = parse(read.text, file);
  if (parsed.ok) return parsed.value;
  faults.push(parsed.error.message);
  return undefined;
}
