import { cp } from 'node:fs/promises';
import { digestPaths } from './digest-paths.ts';
import { allBelow } from './walk-paths.ts';

/** Copies a directory with its times and links as they are, then reads both and compares. Rejects. */
export async function copyWhole(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  const [before, after] = await Promise.all([digestTree(from), digestTree(to)]);
  if (before !== after) throw new Error(`the copy of ${from} is not as it is`);
}

/** One digest over every name, kind, mode and byte below a directory. */
export const digestTree = (root: string): Promise<string> => digestPaths(root, allBelow);
