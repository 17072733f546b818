import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { listDirectory } from '#electron/sources/list-directory.ts';

/** Where it makes the workspaces of a repository's tasks unless told otherwise. */
export const workspacesOf = (repository: string): string =>
  join(dirname(repository), '.workspaces', basename(repository), 'parallel');

/**
 * Workspaces that no record names any more: a record is dropped a day after its worker began, its
 * directory is not. To be asked only while nobody holds the lock: else one may just be being made.
 */
export async function findLeftovers(
  repository: string,
  recorded: readonly string[],
): Promise<readonly string[]> {
  const listing = await listDirectory(workspacesOf(repository));
  if (listing.kind !== 'listed') return [];
  const real = (paths: readonly string[]) =>
    Promise.all(paths.map((path) => realpath(path).catch(() => path)));
  const named = new Set(await real(recorded));
  return (await real(listing.directories)).filter((path) => !named.has(path));
}
