import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { homePaths } from '#electron/platform/home.ts';

/**
 * Does the work with a directory of its own, removed afterwards. It lies in the home, where the next
 * start finds what a killed one has left.
 */
export async function withScratch<T>(
  home: string,
  work: (directory: string) => Promise<T>,
): Promise<T> {
  const { scratch } = homePaths(home);
  await mkdir(scratch, { recursive: true, mode: 0o700 });
  const directory = await mkdtemp(join(scratch, 'work-'));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/**
 * For a start, before anything is done: only one console owns the home, so nobody needs it any more.
 * What cannot be removed is in nobody's way and is tried again at the next start.
 */
export const clearScratch = (home: string): Promise<void> =>
  rm(homePaths(home).scratch, { recursive: true, force: true }).catch(() => undefined);
