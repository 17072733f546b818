import { chmod, rm } from 'node:fs/promises';
import { errorCode } from '#electron/platform/system-error.ts';
import { folderRights } from './digest-paths.ts';
import { allBelow, walkPaths } from './walk-paths.ts';

/**
 * Removes a file or directory (absolute) with all that is in it, also out of folders that nobody may
 * write, such as caches of dependencies leave behind. Rejects with what the file system says.
 */
export async function removeWhole(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    if (errorCode(error) !== 'EACCES') throw error;
    await openFolders(path);
    await rm(path, { recursive: true, force: true });
  }
}

/** Each folder is opened before it is gone into. */
async function openFolders(path: string): Promise<void> {
  await chmod(path, folderRights);
  for await (const { absolute, stats } of walkPaths(path, allBelow))
    if (stats.isDirectory()) await chmod(absolute, folderRights);
}
