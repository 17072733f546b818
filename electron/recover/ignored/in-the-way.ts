import { lstat } from 'node:fs/promises';
import { saysAbsent } from '#electron/platform/system-error.ts';
import { areSame } from '#electron/recover/backup/digest-paths.ts';
import { filesIn, type KeptNote } from './ignored-note.ts';
import { type Walked, walkPaths } from '#electron/recover/backup/walk-paths.ts';

/** More than these are not looked for: the plan names the first of them. */
const namedUpTo = 5;

export const placeBelow = (root: string, path: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${root}/`), path]);

/** What is at a place now; undefined when nothing is, also where a folder above it is a file. */
export async function lookBelow(root: string, path: Buffer): Promise<Walked | undefined> {
  const absolute = placeBelow(root, path);
  try {
    return { path, absolute, stats: await lstat(absolute), isAbove: false };
  } catch (error) {
    if (saysAbsent(error)) return undefined;
    throw error;
  }
}

/**
 * What stands in the way of giving ignored files back into a worktree (absolute path): something else at
 * their places, or at that of a folder above them, unless `isHeld` says that it is kept. Rejects when
 * something could not be read.
 */
export async function findInTheWay(
  { location, paths }: KeptNote,
  worktree: string,
  isHeld: (path: string) => boolean,
): Promise<readonly string[]> {
  const found: string[] = [];
  let blocked: string | undefined;
  for await (const kept of walkPaths(filesIn(location), paths)) {
    const name = kept.path.toString();
    // Below a link or a file that is in a folder's place there is nothing of the worktree's.
    if (blocked !== undefined && name.startsWith(blocked)) continue;
    const now = await lookBelow(worktree, kept.path);
    if (now === undefined) continue;
    if (kept.stats.isDirectory()) {
      if (now.stats.isDirectory()) continue;
      blocked = `${name}/`;
    }
    if (isHeld(name) || (await areSame(kept, now))) continue;
    found.push(name);
    if (found.length === namedUpTo) break;
  }
  return found;
}
