import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import type { FileChange } from '#shared/domain/observation.ts';

const maxLooked = 200;

/** A `.git` directory: a `.git` file is a submodule's or another worktree's, which git knows. */
const isRepository = (directory: string): Promise<boolean> =>
  fs.lstat(join(directory, '.git')).then(
    (seen) => seen.isDirectory(),
    () => false,
  );

const foldersIn = async (directory: string): Promise<readonly string[]> => {
  const entries = await fs.readdir(directory, { withFileTypes: true }).catch(() => []);
  return entries.slice(0, maxLooked).flatMap((one) => (one.isDirectory() ? [one.name] : []));
};

/**
 * Repositories inside a worktree that are none of its submodules: git tells them as untracked folders
 * and never looks in. Relative paths; at the top of an untracked folder, or one level below.
 */
export async function findNestedRepositories(
  root: string,
  changes: readonly FileChange[],
): Promise<readonly string[]> {
  const untracked = changes
    .filter(({ change, path }) => change === 'untracked' && path.endsWith('/'))
    .slice(0, maxLooked)
    .map(({ path }) => path.slice(0, -1));
  const found: string[] = [];
  for (const folder of untracked) {
    if (await isRepository(join(root, folder))) found.push(folder);
    else
      for (const name of await foldersIn(join(root, folder)))
        if (await isRepository(join(root, folder, name))) found.push(`${folder}/${name}`);
  }
  return found;
}
