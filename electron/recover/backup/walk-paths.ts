import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';

export interface Walked {
  /** Relative to the root. Names are bytes: not all of them are UTF-8. */
  readonly path: Buffer;
  readonly absolute: Buffer;
  readonly stats: Stats;
  /** A folder that only leads to what was asked for: others of its contents are not meant. */
  readonly isAbove: boolean;
}

/** What stands for everything below the root. */
export const allBelow: readonly string[] = [''];

const slash = Buffer.from('/');
const join = (folder: Buffer, name: Buffer): Buffer =>
  folder.length === 0 ? name : Buffer.concat([folder, slash, name]);

/**
 * Goes through paths below a root (absolute) in their order, and through everything in those that are
 * folders; each folder comes before its contents, those above a path too. Links are not followed. No
 * more than the names of the folders on the way are held. Rejects when something cannot be read.
 */
export async function* walkPaths(root: string, paths: readonly string[]): AsyncGenerator<Walked> {
  const from = Buffer.from(root);
  const led = new Set<string>();
  for (const path of paths) {
    const parts = path.split('/').filter(Boolean);
    for (let depth = 1; depth < parts.length; depth += 1) {
      const above = parts.slice(0, depth).join('/');
      if (led.has(above)) continue;
      led.add(above);
      yield await look(from, Buffer.from(above), true);
    }
    yield* parts.length === 0
      ? walkContents(from, Buffer.of())
      : walkBelow(from, Buffer.from(parts.join('/')));
  }
}

async function* walkBelow(from: Buffer, path: Buffer): AsyncGenerator<Walked> {
  const walked = await look(from, path, false);
  yield walked;
  if (walked.stats.isDirectory()) yield* walkContents(from, path);
}

async function* walkContents(from: Buffer, path: Buffer): AsyncGenerator<Walked> {
  const folder = path.length === 0 ? from : join(from, path);
  const names = await readdir(folder, { encoding: 'buffer' });
  for (const name of names.toSorted(Buffer.compare)) yield* walkBelow(from, join(path, name));
}

async function look(from: Buffer, path: Buffer, isAbove: boolean): Promise<Walked> {
  const absolute = join(from, path);
  return { path, absolute, stats: await lstat(absolute), isAbove };
}
