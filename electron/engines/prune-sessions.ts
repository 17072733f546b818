import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { HomePaths } from '#electron/platform/home.ts';
import { errorCode } from '#electron/platform/system-error.ts';
import { isSessionId, sessionPaths } from './session-files.ts';

/** Bytes of the files directly in a directory; nothing else is in a session's. */
async function sizeOf(directory: string): Promise<number> {
  const names = await readdir(directory);
  const sizes = names.map(async (name) => (await lstat(join(directory, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Gone already is what was wanted; what cannot be removed today is tried again tomorrow. */
async function ifPossible(remove: () => Promise<number | undefined>): Promise<number | undefined> {
  try {
    return await remove();
  } catch (error) {
    if (['ENOENT', 'EACCES', 'EPERM', 'EBUSY'].includes(errorCode(error))) return undefined;
    throw error;
  }
}

/** Gives its bytes; undefined where it is no real directory. */
async function removeDirectory(directory: string): Promise<number | undefined> {
  if (!(await lstat(directory)).isDirectory()) return undefined;
  const size = await sizeOf(directory);
  await rm(directory, { recursive: true });
  return size;
}

async function removeFile(file: string): Promise<number> {
  const { size } = await lstat(file);
  await rm(file);
  return size;
}

/**
 * Removes what is left of these ended sessions: their directories, logs included, and what they were
 * given when they were resumed. Gives how many directories there were, and all bytes. Only real
 * directories directly in `sessions` are touched.
 */
export async function pruneSessions(
  { sessions, resumeStates }: Pick<HomePaths, 'sessions' | 'resumeStates'>,
  ids: readonly string[],
): Promise<{ readonly logs: number; readonly bytes: number }> {
  let logs = 0;
  let bytes = 0;
  for (const id of ids.filter(isSessionId)) {
    const { directory } = sessionPaths(sessions, id);
    const freed = await ifPossible(() => removeDirectory(directory));
    if (freed !== undefined) logs += 1;
    const state = await ifPossible(() => removeFile(join(resumeStates, `${id}.json`)));
    bytes += (freed ?? 0) + (state ?? 0);
  }
  return { logs, bytes };
}
