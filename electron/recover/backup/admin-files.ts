import { promises as fs } from 'node:fs';
import { join } from 'node:path';

/** A worktree's own git files: what it is on, what is staged, what operation is in progress. */
export interface AdminFiles {
  /** By path relative to the git directory; the bytes as base64. */
  readonly files: Readonly<Record<string, string>>;
  /** Full ids found in them: commits that perhaps nothing else names. */
  readonly ids: readonly string[];
}

/** Above this the files are not kept beside the rest (the trash holds them as well): 32 MiB. */
const keptUpToBytes = 32 * 1024 * 1024;

/** More ids than this are not looked at: a reflog of years. */
const idsUpTo = 2000;

/** What belongs to a repository's main worktree alone; a linked one's directory is all its own. */
const ofMainWorktree =
  /^(HEAD|index|\w+_HEAD|MERGE_\w+|AUTO_MERGE|SQUASH_MSG|BISECT_\w+|logs|rebase-merge|rebase-apply|sequencer)$/;

/** The states of operations in progress, at the top of the git directory. */
export const operationFiles =
  /^(MERGE_\w+|CHERRY_PICK_HEAD|REVERT_HEAD|REBASE_HEAD|AUTO_MERGE|SQUASH_MSG|BISECT_\w+|rebase-merge|rebase-apply|sequencer)$/;

/** Reads them. Locks and the repositories of submodules are left out. Rejects when unreadable. */
export async function readAdminFiles(gitDir: string, isMain: boolean): Promise<AdminFiles> {
  const files: Record<string, string> = {};
  const ids = new Set<string>();
  let bytes = 0;
  for (const path of await listFiles(gitDir, isMain)) {
    const content = await fs.readFile(join(gitDir, path));
    bytes += content.length;
    if (bytes > keptUpToBytes)
      throw new Error(`${gitDir} holds more than ${keptUpToBytes} bytes of its own`);
    files[path] = content.toString('base64');
    if (!/^(index|sharedindex\..*)$/.test(path))
      for (const [id] of content.toString('latin1').matchAll(/\b(?:[0-9a-f]{64}|[0-9a-f]{40})\b/g))
        if (!/^0+$/.test(id) && ids.size < idsUpTo) ids.add(id);
  }
  return { files, ids: [...ids] };
}

async function listFiles(gitDir: string, isMain: boolean): Promise<readonly string[]> {
  const found: string[] = [];
  const waiting = [''];
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop())
    for (const entry of await fs.readdir(join(gitDir, below), { withFileTypes: true })) {
      const path = join(below, entry.name);
      if (
        below === '' &&
        (entry.name === 'modules' || (isMain && !ofMainWorktree.test(entry.name)))
      )
        continue;
      if (entry.isDirectory()) waiting.push(path);
      else if (entry.isFile() && !path.endsWith('.lock')) found.push(path);
    }
  return found.toSorted();
}
