import type { z } from 'zod';
import { readJsonc } from './read-jsonc.ts';
import { readSourceFile, stateMaxBytes } from './read-source-file.ts';
import type { SourcePart, SourceRecords } from './source-reading.ts';

/** A file by its schema as a part; undefined when it went away meanwhile. */
export async function readPart<T>(
  file: string,
  schema: z.ZodType<T>,
  translate: (value: T) => { readonly records: SourceRecords; readonly note?: string | undefined },
): Promise<SourcePart | undefined> {
  const read = await readSourceFile(file, stateMaxBytes);
  if (read.kind === 'absent') return undefined;
  if (read.kind === 'unreadable') return { ...read, file };
  const parsed = readJsonc(schema, read.text, file);
  return parsed.ok
    ? { kind: 'read', file, ...translate(parsed.value) }
    : { kind: 'unreadable', file, message: parsed.error.message };
}
