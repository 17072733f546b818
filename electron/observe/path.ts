import { promises as fs, type Stats } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { errorCode, saysAbsent } from '#electron/platform/system-error.ts';
import type { Clock } from '#shared/domain/clock.ts';
import type { PathReading, Presence } from '#shared/domain/observation.ts';

/**
 * Looks at a path (absolute). `absent` only when the system says so; a loop of links, a missing
 * permission or an unreadable disk is `unknown`. A link that leads nowhere is present, as `other`.
 */
export async function observePath(clock: Clock, path: string): Promise<PathReading> {
  const observedAt = clock.now();
  const unknown = (why: string): PathReading => ({ kind: 'unknown', path, why, observedAt });
  if (!isAbsolute(path)) return unknown('the path is not absolute');
  try {
    const link = await fs.lstat(path);
    if (!link.isSymbolicLink()) {
      const realPath = await fs.realpath(path);
      return { kind: 'present', path, realPath, ...(await typeOf(realPath, link)), observedAt };
    }
  } catch (error) {
    if (!saysAbsent(error)) return unknown(`it could not be looked at: ${errorCode(error)}`);
    const parent = await presenceOfDirectory(dirname(path));
    const missingFrom = parent === 'absent' ? await firstMissing(dirname(path)) : undefined;
    return { kind: 'absent', path, parent, missingFrom, observedAt };
  }
  try {
    const realPath = await fs.realpath(path);
    const type = await typeOf(realPath, await fs.stat(realPath));
    return { kind: 'present', path, realPath, ...type, observedAt };
  } catch (error) {
    if (!saysAbsent(error)) return unknown(`its link could not be followed: ${errorCode(error)}`);
    const folder = await fs.realpath(dirname(path)).catch(() => dirname(path));
    const realPath = join(folder, basename(path));
    return { kind: 'present', path, realPath, type: 'other', observedAt };
  }
}

type Kind = Pick<Extract<PathReading, { readonly kind: 'present' }>, 'type' | 'isEmpty'>;

async function typeOf(path: string, stats: Stats): Promise<Kind> {
  if (stats.isDirectory()) return { type: 'directory', isEmpty: await isEmptyDirectory(path) };
  return { type: stats.isFile() ? 'file' : 'other' };
}

/** Undefined when it may not be read. */
async function isEmptyDirectory(path: string): Promise<boolean | undefined> {
  try {
    const directory = await fs.opendir(path);
    try {
      return (await directory.read()) === null;
    } finally {
      await directory.close();
    }
  } catch {
    // No permission to list it, or it went away: not known.
    return undefined;
  }
}

/** The topmost folder on the way to a missing one that is not there either. */
async function firstMissing(folder: string): Promise<string> {
  let missing = folder;
  while (dirname(missing) !== missing && (await presenceOfDirectory(dirname(missing))) === 'absent')
    missing = dirname(missing);
  return missing;
}

/** Whether there is a directory, links followed: a file in its place is no directory. */
async function presenceOfDirectory(path: string): Promise<Presence> {
  try {
    return (await fs.stat(path)).isDirectory() ? 'present' : 'absent';
  } catch (error) {
    return saysAbsent(error) ? 'absent' : 'unknown';
  }
}
