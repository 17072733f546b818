import { chmod, lutimes, mkdir, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { failpoint } from '#electron/platform/failpoint.ts';
import { copyLeaf } from './copy-paths.ts';
import { areSame, digestPaths, folderRights } from '#electron/recover/backup/digest-paths.ts';
import { filesIn, type KeptNote } from './ignored-note.ts';
import { lookBelow, placeBelow } from './in-the-way.ts';
import { type Walked, walkPaths } from '#electron/recover/backup/walk-paths.ts';

/** Why kept files cannot be given back as they were, or undefined. Reads all of them. */
export async function obstacleOfKeptFiles(kept: KeptNote): Promise<string | undefined> {
  const digest = await digestPaths(filesIn(kept.location), kept.paths);
  return digest === kept.digest
    ? undefined
    : `what is in ${kept.location} is not what was kept there any more`;
}

/**
 * Puts ignored files back to their places in a worktree (absolute path). Each comes to its place by one
 * rename, so that it can be done again after a kill; what is there already is left. Something else at a
 * place is taken away only when `heldIn`, another kept directory, holds the very same. Rejects otherwise.
 */
export async function giveIgnoredBack(
  kept: KeptNote,
  worktree: string,
  heldIn: string | undefined,
): Promise<void> {
  const modes = new Map(kept.folderModes);
  const folders: { readonly walked: Walked; readonly place: Buffer }[] = [];
  for await (const walked of walkPaths(filesIn(kept.location), kept.paths)) {
    const place = placeBelow(worktree, walked.path);
    const now = await lookBelow(worktree, walked.path);
    const isFolder = walked.stats.isDirectory();
    // A folder that only leads there, and is there, has a life of its own.
    if (isFolder && now?.stats.isDirectory() === true && walked.isAbove) continue;
    if (isFolder) folders.push({ walked, place });
    if (now !== undefined) {
      if (isFolder ? now.stats.isDirectory() : await areSame(walked, now)) continue;
      await makeWay(worktree, now, heldIn);
    }
    if (isFolder) await mkdir(place, { mode: folderRights });
    else await putLeaf(walked, place, kept.location);
  }
  for (const { walked, place } of folders.toReversed()) {
    const { mode, atime, mtime } = walked.stats;
    await chmod(place, modes.get(walked.path.toString('base64')) ?? mode & 0o7777);
    await lutimes(place, atime, mtime);
  }
}

/** What a file is called, beside its place, until it is whole. */
export const temporaryName = (location: string): string =>
  `.rollcall-restore-${basename(location)}`;

async function putLeaf(kept: Walked, place: Buffer, location: string): Promise<void> {
  const folder = place.subarray(0, place.lastIndexOf('/') + 1);
  const beside = Buffer.concat([folder, Buffer.from(temporaryName(location))]);
  // An earlier attempt may have been ended here.
  await rm(beside, { force: true });
  await copyLeaf(kept, beside);
  failpoint('restore:ignored-copied');
  await rename(beside, place);
}

/** Takes away what is at a place, once all of it was seen to be held. */
async function makeWay(worktree: string, now: Walked, heldIn: string | undefined): Promise<void> {
  for await (const walked of walkPaths(worktree, [now.path.toString()])) {
    if (walked.stats.isDirectory()) continue;
    const held = heldIn && (await lookBelow(filesIn(heldIn), walked.path));
    if (held === undefined || held === '' || !(await areSame(held, walked)))
      throw new Error(`${walked.path.toString()} is in the way, and is kept nowhere`);
  }
  await rm(now.absolute, { recursive: true, force: true });
}
