import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, saysAbsent } from '#electron/platform/system-error.ts';

/** What is in a directory, by absolute path and in order of name; nothing there; or why it is not seen. */
export type Listing =
  | {
      readonly kind: 'listed';
      readonly files: readonly string[];
      readonly directories: readonly string[];
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly message: string };

/** More entries than any such system keeps in one directory. */
const maxEntries = 10_000;

export async function listDirectory(path: string): Promise<Listing> {
  try {
    const entries = (await readdir(path, { withFileTypes: true })).toSorted((a, b) =>
      a.name < b.name ? -1 : 1,
    );
    if (entries.length > maxEntries)
      return { kind: 'unreadable', message: `${path} holds more than ${maxEntries} entries.` };
    const named = (isWanted: (entry: (typeof entries)[number]) => boolean): readonly string[] =>
      entries.filter(isWanted).map(({ name }) => join(path, name));
    return {
      kind: 'listed',
      // A link counts as what it leads to: reading it says whether that is a file.
      files: named((entry) => !entry.isDirectory()),
      directories: named((entry) => entry.isDirectory()),
    };
  } catch (error) {
    return saysAbsent(error)
      ? { kind: 'absent' }
      : { kind: 'unreadable', message: `${path} could not be read: ${errorCode(error)}.` };
  }
}
