import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '#electron/platform/system-error.ts';
import { isSessionId, sessionPaths } from './session-files.ts';

/** Bytes of the files directly in a directory; nothing else is in a session's. */
async function sizeOf(directory: string): Promise<number> {
  const names = await readdir(directory);
  const sizes = names.map(async (name) => (await lstat(join(directory, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/**
 * Removes the directories of these ended sessions, logs included; gives how many there were and their
 * bytes. Only real directories directly in `sessionsDir` whose end was recorded are touched.
 */
export async function pruneSessions(
  sessionsDir: string,
  ids: readonly string[],
): Promise<{ readonly logs: number; readonly bytes: number }> {
  let logs = 0;
  let bytes = 0;
  for (const id of ids.filter(isSessionId)) {
    const { directory } = sessionPaths(sessionsDir, id);
    try {
      if (!(await lstat(directory)).isDirectory()) continue;
      const size = await sizeOf(directory);
      await rm(directory, { recursive: true });
      logs += 1;
      bytes += size;
    } catch (error) {
      // Gone already is what was wanted; what cannot be removed today is tried again tomorrow.
      if (!['ENOENT', 'EACCES', 'EPERM', 'EBUSY'].includes(errorCode(error))) throw error;
    }
  }
  return { logs, bytes };
}
