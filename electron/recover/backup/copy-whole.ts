import { createHash } from 'node:crypto';
import { cp, lstat, readdir, readFile, readlink } from 'node:fs/promises';

/** Copies a directory with its times and links as they are, then reads both and compares. Rejects. */
export async function copyWhole(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  const [before, after] = await Promise.all([digestTree(from), digestTree(to)]);
  if (before !== after) throw new Error(`the copy of ${from} is not as it is`);
}

/** One digest over every name, kind, executable bit and byte below a directory. */
export async function digestTree(root: string): Promise<string> {
  const hash = createHash('sha256');
  // Names are bytes: not all of them are UTF-8.
  const waiting = [Buffer.from(root)];
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop())
    for (const name of (await readdir(below, { encoding: 'buffer' })).toSorted(Buffer.compare)) {
      const path = Buffer.concat([below, Buffer.from('/'), name]);
      const stats = await lstat(path);
      const kind = stats.isDirectory() ? 'd' : String(stats.mode & 0o170111);
      hash.update('\0').update(path.subarray(root.length)).update(`\0${kind}\0`);
      if (stats.isDirectory()) waiting.push(path);
      else if (stats.isSymbolicLink()) hash.update(await readlink(path, { encoding: 'buffer' }));
      else if (stats.isFile()) hash.update(await readFile(path));
    }
  return hash.digest('hex');
}
