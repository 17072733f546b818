import { constants } from 'node:fs';
import { chmod, copyFile, lutimes, mkdir, readlink, symlink } from 'node:fs/promises';
import { folderRights } from '#electron/recover/backup/digest-paths.ts';
import { walkPaths, type Walked } from '#electron/recover/backup/walk-paths.ts';

/** Folders whose rights differ in the copy: path as base64 (names are bytes), and the mode it had. */
export type FolderModes = readonly (readonly [string, number])[];

/** Puts a file or link in a place where nothing is, with its mode and time. Rejects otherwise. */
export async function copyLeaf({ absolute, stats }: Walked, to: Buffer): Promise<void> {
  if (stats.isSymbolicLink()) {
    await symlink(await readlink(absolute, { encoding: 'buffer' }), to);
  } else if (stats.isFile()) {
    // With its mode; shares the blocks where the file system can.
    await copyFile(absolute, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  } else throw new Error(`${absolute.toString()} is neither a file, a link nor a folder`);
  await lutimes(to, stats.atime, stats.mtime);
}

/**
 * Copies paths of a root to the same places below another directory, which is there and empty. Modes,
 * links, empty folders and times of files and folders come along; hard links become files of their own.
 */
export async function copyPaths(
  from: string,
  to: string,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<FolderModes> {
  const modes: [string, number][] = [];
  const folders: { readonly path: Buffer; readonly walked: Walked }[] = [];
  for await (const walked of walkPaths(from, paths)) {
    signal?.throwIfAborted();
    const { stats } = walked;
    const path = Buffer.concat([Buffer.from(`${to}/`), walked.path]);
    if (!stats.isDirectory()) {
      await copyLeaf(walked, path);
      continue;
    }
    const mode = stats.mode & 0o7777;
    await mkdir(path, { mode: folderRights });
    await chmod(path, mode | folderRights);
    if ((mode | folderRights) !== mode) modes.push([walked.path.toString('base64'), mode]);
    folders.push({ path, walked });
  }
  // Last, as what is put into a folder changes its time.
  for (const { path, walked } of folders.toReversed())
    await lutimes(path, walked.stats.atime, walked.stats.mtime);
  return modes;
}
