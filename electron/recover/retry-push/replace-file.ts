import { promises as fs, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { messageOf } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { syncDirectory, writeSynced } from '#electron/platform/files.ts';

/** What a state file is on disk; an error in words where it is nothing that may be replaced. */
export interface PlaceOfFile {
  readonly rights: string;
  readonly why: string | undefined;
}

/** Looks at the file itself, not at what a link leads to: a rename would put a file in the link's place. */
export async function lookAtFile(file: string): Promise<PlaceOfFile> {
  try {
    const stats = await fs.lstat(file);
    const rights = `${(stats.mode & 0o7777).toString(8)}, user ${stats.uid}, group ${stats.gid}`;
    return { rights, why: obstacleOf(file, stats) };
  } catch (error) {
    return { rights: 'not known', why: `${file} could not be looked at: ${messageOf(error)}` };
  }
}

function obstacleOf(file: string, stats: Stats): string | undefined {
  if (!stats.isFile()) return `${file} is no regular file; change it by its own system.`;
  if (stats.nlink > 1)
    return `${file} has another name beside this one, which would keep the old contents.`;
  const user = process.geteuid?.();
  return user === undefined || user === stats.uid
    ? undefined
    : `${file} belongs to user ${stats.uid}, not to you (${user}).`;
}

/** Beside the file, so that a rename puts it in place; of one plan, so that its leftover can be found. */
export const temporaryOf = (file: string, id: string): string =>
  join(dirname(file), `.${basename(file)}.rollcall-${id}`);

/**
 * Replaces a file in one step: whoever reads sees the old bytes or the new ones. Mode, user and group
 * stay. `mayReplace` looks once more when all is ready; what it gives is why not, and nothing has
 * changed then. Throws what the file system says, with the file as it was.
 */
export async function replaceFile<T>(
  request: { readonly file: string; readonly temporary: string; readonly bytes: Buffer },
  mayReplace: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const { file, temporary, bytes } = request;
  const { mode, uid, gid } = await fs.lstat(file);
  await fs.rm(temporary, { force: true });
  try {
    await writeSynced(temporary, bytes, {
      async adjust(handle) {
        await handle.chown(uid, gid);
        await handle.chmod(mode & 0o7777);
      },
    });
    failpoint('retry_push:written');
    const why = await mayReplace();
    if (why !== undefined) return why;
    await fs.rename(temporary, file);
  } finally {
    // Gone by its rename where all went well.
    await fs.rm(temporary, { force: true });
  }
  failpoint('retry_push:replaced');
  await syncDirectory(dirname(file));
  return undefined;
}
