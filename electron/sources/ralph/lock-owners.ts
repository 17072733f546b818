import { basename, join } from 'node:path';
import { err, ok, type Result } from '#shared/result.ts';
import { listDirectory } from '#electron/sources/list-directory.ts';
import { readSourceFile, smallMaxBytes } from '#electron/sources/read-source-file.ts';
import { parseLockOwner, type LockOwner } from './lock-owner.ts';
import { directories } from './directories.ts';

/**
 * Everybody whom a lock of that folder names: the coordinator and, beside it, whoever works on one task.
 * The error says which lock does not tell, so that nobody is taken for gone.
 */
export async function readLockOwners(
  workspace: string,
): Promise<Result<readonly LockOwner[], string>> {
  const owners: LockOwner[] = [];
  for (const directory of directories) {
    const lock = join(workspace, directory, 'lock');
    const listing = await listDirectory(lock);
    if (listing.kind === 'absent') continue;
    if (listing.kind === 'unreadable') return err(listing.message);
    const files = listing.files.filter((file) => basename(file).startsWith('owner'));
    if (files.length === 0) return err(`${lock} does not say who holds it.`);
    for (const file of files) {
      const read = await readSourceFile(file, smallMaxBytes);
      if (read.kind === 'absent') return err(`${file} was taken away meanwhile.`);
      if (read.kind === 'unreadable') return err(read.message);
      const owner = parseLockOwner(read.text, file);
      if (!owner.ok) return err(owner.error.message);
      owners.push(owner.value);
    }
  }
  return ok(owners);
}
