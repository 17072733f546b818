import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { readBoundedBytes } from '#electron/platform/files.ts';
import { type TrashNote, writeTrashNote } from '#electron/recover/backup/trash-note.ts';
import { writeSynced } from './replace-file.ts';

/** Larger than any state file that is read. In bytes. */
const mostRead = 16 * 1024 * 1024;

/** Where in the trash the copy of a state file lies. */
export const copyIn = (trash: string): string => join(trash, 'state');

/** Keeps a copy of a file in a place of its own in the trash, and reads it back. Throws when it cannot. */
export async function keepCopy(trash: string, bytes: Buffer, note: TrashNote): Promise<void> {
  await fs.mkdir(trash, { recursive: true });
  await writeTrashNote(trash, note);
  await writeSynced(copyIn(trash), bytes);
  if ((await readWhole(copyIn(trash)))?.equals(bytes) !== true)
    throw new Error(`${copyIn(trash)} did not read back`);
}

/** All of it; undefined when it cannot be read. */
export async function readWhole(file: string): Promise<Buffer | undefined> {
  const read = await readBoundedBytes(file, mostRead);
  return read.ok ? read.value : undefined;
}

/** Takes the copy away again, of a file that was not replaced after all. */
export const dropCopy = (trash: string): Promise<void> =>
  fs.rm(trash, { recursive: true, force: true });
