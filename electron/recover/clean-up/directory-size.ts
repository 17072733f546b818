import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';

export interface DirectorySize {
  readonly entries: number;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly newestMs: number;
  /** The bound was reached: there is more. */
  readonly isPartial: boolean;
}

/** Counts at most this many entries: a dependency folder may hold hundreds of thousands. */
const countedUpTo = 50_000;

/** Adds up what lies below a directory; symlinks are counted, not followed. Rejects when unreadable. */
export async function measureDirectory(path: string): Promise<DirectorySize> {
  let entries = 0;
  let bytes = 0;
  let newestMs = 0;
  const waiting = [path];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for await (const entry of await opendir(next)) {
      const stats = await lstat(join(next, entry.name));
      entries += 1;
      bytes += stats.size;
      newestMs = Math.max(newestMs, stats.mtimeMs);
      if (entry.isDirectory()) waiting.push(join(next, entry.name));
      if (entries >= countedUpTo) return { entries, bytes, newestMs, isPartial: true };
    }
  }
  return { entries, bytes, newestMs, isPartial: false };
}
