import { createHash, type Hash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import { walkPaths, type Walked } from './walk-paths.ts';

/** Smaller files are read at once, which is quicker: 1 MiB. */
const readAtOnceUpTo = 1024 * 1024;

/** A folder of the copy can always be gone into and emptied; what it was is kept beside it. */
export const folderRights = 0o700;

/** What has to be the same beside the bytes; of a folder, without what the copy adds. */
export const kindAndMode = (stats: Stats): string => {
  if (stats.isSymbolicLink()) return 'link';
  const mode = stats.mode & 0o7777;
  return stats.isDirectory()
    ? `folder ${mode | folderRights}`
    : `${stats.isFile() ? 'file' : 'neither'} ${mode}`;
};

/** One digest (64 hex digits) over names, kinds, modes and bytes of paths below a root. Rejects. */
export async function digestPaths(
  root: string,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256');
  for await (const walked of walkPaths(root, paths)) {
    signal?.throwIfAborted();
    hash
      .update('\0')
      .update(walked.path)
      .update(`\0${kindAndMode(walked.stats)}\0`);
    await addContents(hash, walked);
  }
  return hash.digest('hex');
}

/** Of a link, what it points to. */
async function addContents(hash: Hash, { absolute, stats }: Omit<Walked, 'path'>): Promise<void> {
  if (stats.isSymbolicLink()) hash.update(await readlink(absolute, { encoding: 'buffer' }));
  else if (!stats.isFile()) return;
  else if (stats.size <= readAtOnceUpTo) hash.update(await readFile(absolute));
  // A stream without an encoding gives buffers.
  else for await (const chunk of createReadStream(absolute)) hash.update(chunk as Buffer);
}

/** Whether two things that are there are the same: kind, mode and every byte. */
export async function areSame(one: Walked, other: Walked): Promise<boolean> {
  if (kindAndMode(one.stats) !== kindAndMode(other.stats)) return false;
  if (one.stats.isDirectory()) return true;
  if (one.stats.isFile() && one.stats.size !== other.stats.size) return false;
  const [a, b] = [createHash('sha256'), createHash('sha256')];
  await addContents(a, one);
  await addContents(b, other);
  return a.digest('hex') === b.digest('hex');
}
