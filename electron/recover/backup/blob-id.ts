import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readlink } from 'node:fs/promises';

/**
 * The object id git gives these very bytes (no line-ending or filter conversion); of a symlink, its
 * target's name. `idLength` is that of the repository's ids: 40 (SHA-1) or 64 (SHA-256). Rejects when
 * the file cannot be read or changes its length meanwhile.
 */
export async function blobId(path: string, idLength: number): Promise<string> {
  const hash = createHash(idLength === 64 ? 'sha256' : 'sha1');
  const stats = await lstat(path);
  if (stats.isSymbolicLink()) {
    const target = await readlink(path, { encoding: 'buffer' });
    return hash.update(`blob ${target.length}\0`).update(target).digest('hex');
  }
  hash.update(`blob ${stats.size}\0`);
  let length = 0;
  for await (const chunk of createReadStream(path)) {
    // A stream without an encoding gives buffers.
    const bytes = chunk as Buffer;
    length += bytes.length;
    hash.update(bytes);
  }
  if (length !== stats.size) throw new Error(`${path} changed while it was being read`);
  return hash.digest('hex');
}
