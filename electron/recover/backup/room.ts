import { access, constants, lstat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sayBytes } from '#shared/domain/say-bytes.ts';
import { messageOf } from '#shared/result.ts';
import { isSeen } from '#electron/platform/files.ts';

/** Kept free beside what is written: git and the journal need some as well. 4 MiB. */
const spareBytes = 4 * 1024 * 1024;

/**
 * Why nothing can be written below a directory (absolute; the nearest one that is there counts), or
 * too little for `bytes` more; undefined when it can. A check beforehand, not a promise.
 */
export async function obstacleToWriting(
  directory: string,
  bytes: number,
): Promise<string | undefined> {
  const place = await nearestThere(directory);
  try {
    await access(place, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(place);
    const free = bavail * bsize;
    return free >= bytes + spareBytes
      ? undefined
      : `the disk of ${place} is nearly full: ${sayBytes(free)} free, ${sayBytes(bytes + spareBytes)} needed; make room and try again`;
  } catch (error) {
    const why = messageOf(error);
    return `${place} cannot be written (${why}); change that and try again`;
  }
}

/** The directory itself, or the nearest one above it that is there. */
export async function nearestThere(directory: string): Promise<string> {
  for (let place = directory; ; place = dirname(place)) {
    if (place === dirname(place) || (await isSeen(place))) return place;
  }
}

/** How many bytes the files of a worktree have that a backup would hold; those that are gone count none. */
export async function sizeOfWork(worktree: string, paths: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const path of paths)
    bytes += await lstat(join(worktree, path)).then(
      ({ size }) => size,
      () => 0,
    );
  return bytes;
}
