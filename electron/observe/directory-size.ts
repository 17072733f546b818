import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '#electron/platform/system-error.ts';
import type { Clock } from '#shared/domain/clock.ts';

export interface SizeLimits {
  readonly entries: number;
  readonly ms: number;
}

export interface DirectorySizeReading {
  readonly bytes: number;
  readonly entries: number;
  /** A limit was reached: it is at least so much. */
  readonly isPartial: boolean;
  readonly unreadable: string | null;
}

const usualLimits: SizeLimits = { entries: 500_000, ms: 8000 };
/** Entries looked at side by side: enough to keep a disk busy, few enough to let others through. */
const atOnce = 32;

/**
 * What a directory takes on the disk, as blocks: one file linked twice counts once, links are not
 * followed, and other file systems mounted below it are left out. Cut short at the limits.
 */
export async function observeDirectorySize(
  clock: Pick<Clock, 'steadyMs'>,
  root: string,
  limits: SizeLimits = usualLimits,
): Promise<DirectorySizeReading> {
  const untilMs = clock.steadyMs() + limits.ms;
  const linked = new Set<string>();
  const waiting: string[] = [root];
  let device: number | undefined;
  let bytes = 0;
  let entries = 0;
  let unreadable: string | null = null;
  let isPartial = false;

  async function count(path: string): Promise<void> {
    const stat = await lstat(path);
    device ??= stat.dev;
    if (stat.dev !== device) return;
    entries += 1;
    const isAgain = stat.nlink > 1 && !stat.isDirectory() && linked.has(String(stat.ino));
    if (stat.nlink > 1 && !stat.isDirectory()) linked.add(String(stat.ino));
    // Windows knows no blocks.
    if (!isAgain) bytes += stat.blocks === undefined ? stat.size : stat.blocks * 512;
    if (stat.isDirectory()) waiting.push(path);
  }

  async function tryCount(path: string): Promise<void> {
    try {
      await count(path);
    } catch (error) {
      // What vanished while it was counted takes nothing any more.
      if (errorCode(error) === 'ENOENT') return;
      unreadable ??= String(error);
    }
  }

  async function walk(directory: string): Promise<void> {
    let batch: string[] = [];
    for await (const entry of await opendir(directory)) {
      batch.push(join(directory, entry.name));
      if (batch.length < atOnce) continue;
      await Promise.all(batch.map(tryCount));
      batch = [];
      isPartial ||= entries >= limits.entries || clock.steadyMs() > untilMs;
      if (isPartial) return;
    }
    await Promise.all(batch.map(tryCount));
  }

  waiting.pop();
  try {
    await count(root);
  } catch (error) {
    return { bytes: 0, entries: 0, isPartial: true, unreadable: String(error) };
  }
  for (let next = waiting.pop(); next !== undefined && !isPartial; next = waiting.pop()) {
    isPartial = entries >= limits.entries || clock.steadyMs() > untilMs;
    if (isPartial) break;
    try {
      await walk(next);
    } catch (error) {
      unreadable ??= String(error);
    }
  }
  return { bytes, entries, isPartial: isPartial || unreadable !== null, unreadable };
}
