import { createHash } from 'node:crypto';
import { cp, lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Copies a directory with its times and links as they are, then reads both and compares. Rejects. */
export async function copyWhole(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  const [before, after] = await Promise.all([digestTree(from), digestTree(to)]);
  if (before !== after) throw new Error(`the copy of ${from} is not as it is`);
}

/** One digest over every name, kind, executable bit and byte below a directory. */
export async function digestTree(root: string): Promise<string> {
  const hash = createHash('sha256');
  const waiting = [''];
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop())
    for (const name of (await readdir(join(root, below))).toSorted()) {
      const path = join(below, name);
      const stats = await lstat(join(root, path));
      hash.update(`\0${path}\0${stats.isDirectory() ? 'd' : stats.mode & 0o170111}\0`);
      if (stats.isDirectory()) waiting.push(path);
      else if (stats.isSymbolicLink()) hash.update(await readlink(join(root, path)));
      else if (stats.isFile()) hash.update(await readFile(join(root, path)));
    }
  return hash.digest('hex');
}
