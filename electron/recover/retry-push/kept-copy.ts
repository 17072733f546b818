import { promises as fs } from 'node:fs';
import { dirname, join } from 'node:path';
import { isThere, readBoundedBytes, writeSynced } from '#electron/platform/files.ts';
import { type TrashNote, writeTrashNote } from '#electron/recover/backup/trash-note.ts';

/** Larger than any state file that is read. In bytes. */
const mostRead = 16 * 1024 * 1024;

/** Where in the trash the copy of a state file lies. */
export const copyIn = (trash: string): string => join(trash, 'state');

/** Where the copy of a worker's word of its blocked push lies. */
export const markerIn = (trash: string): string => join(trash, 'marker');

/**
 * Keeps a copy of a state file in a place of its own in the trash, and one of the worker's own word where
 * that goes as well; reads them back. Throws when it cannot.
 */
export async function keepCopy(
  trash: string,
  bytes: Buffer,
  note: TrashNote,
  marker: string | undefined,
): Promise<void> {
  await fs.mkdir(trash, { recursive: true });
  await writeTrashNote(trash, note);
  await keepOne(copyIn(trash), bytes);
  if (marker !== undefined) await keepOne(markerIn(trash), await fs.readFile(marker));
}

async function keepOne(place: string, bytes: Buffer): Promise<void> {
  await writeSynced(place, bytes);
  if ((await readWhole(place))?.equals(bytes) !== true)
    throw new Error(`${place} did not read back`);
}

/** Takes the word away that is kept: another one that the worker has left since stays. */
export async function takeMarkerAway(trash: string, marker: string): Promise<void> {
  const [kept, now] = await Promise.all([readWhole(markerIn(trash)), readWhole(marker)]);
  if (kept !== undefined && now?.equals(kept) === true) await fs.rm(marker, { force: true });
}

/** Puts it back, unless there is another by now. Throws what the file system says. */
export async function putMarkerBack(trash: string, marker: string): Promise<void> {
  const kept = await readWhole(markerIn(trash));
  if (kept === undefined || (await isThere(marker))) return;
  await fs.mkdir(dirname(marker), { recursive: true });
  await writeSynced(marker, kept);
}

/** All of it; undefined when it cannot be read. */
export async function readWhole(file: string): Promise<Buffer | undefined> {
  const read = await readBoundedBytes(file, mostRead);
  return read.ok ? read.value : undefined;
}

/** Takes the copy away again, of a file that was not replaced after all. */
export const dropCopy = (trash: string): Promise<void> =>
  fs.rm(trash, { recursive: true, force: true });
