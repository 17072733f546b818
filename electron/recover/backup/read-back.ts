import { join } from 'node:path';
import type { RunGit } from '#shared/domain/git.ts';
import { messageOf } from '#shared/result.ts';
import { blobId } from './blob-id.ts';
import { isKeptFile } from './keep-working-tree.ts';
import type { Backup } from './backup-record.ts';
import { observeWork } from './observe-work.ts';
import { parseRawDiff, rawDiffFormat } from './raw-diff.ts';

/**
 * Reads a backup back from its ref and compares it with what it was made of and with the files as they
 * lie on disk now. Gives the first difference, or undefined when all of it is there.
 */
export async function readBack(
  runGit: RunGit,
  worktree: string,
  backup: Backup,
): Promise<string | undefined> {
  const read = async (...args: readonly string[]): Promise<string> => {
    const ran = await runGit({ cwd: worktree, args, access: 'read' });
    if (!ran.ok) throw new UnreadableBackup(ran.error.message);
    return ran.value;
  };
  try {
    return (
      (await compareTrees(read, backup)) ??
      (await compareObjects(read, backup)) ??
      (await compareFiles(read, runGit, worktree, backup))
    );
  } catch (error) {
    if (error instanceof UnreadableBackup) return error.message;
    return `a file could not be read: ${messageOf(error)}`;
  }
}

class UnreadableBackup extends Error {}

type Read = (...args: readonly string[]) => Promise<string>;

async function compareTrees(read: Read, backup: Backup): Promise<string | undefined> {
  const { ref, commit, head, workTree, indexTree, admin } = backup;
  const expected = {
    '^{commit}': commit,
    '^{tree}': workTree,
    '^1': head,
    '^2^{tree}': indexTree,
    '^3': admin,
  };
  for (const [part, id] of Object.entries(expected)) {
    const found = (await read('rev-parse', '--verify', `${ref}${part}`)).trim();
    if (found !== id) return `${ref}${part} is ${found}, not ${id}`;
  }
  return undefined;
}

/** `rev-list --objects` fails on the first object that is named but not there. */
async function compareObjects(read: Read, { ref, head }: Backup): Promise<string | undefined> {
  await read('rev-list', '--objects', '--quiet', ref, `^${head}`);
  return undefined;
}

async function compareFiles(
  read: Read,
  runGit: RunGit,
  worktree: string,
  { ref, head }: Backup,
): Promise<string | undefined> {
  const kept = new Map<string, string>();
  for (const change of parseRawDiff(await read('diff-tree', '-r', ...rawDiffFormat, head, ref))) {
    kept.set(change.path, change.newId);
    if (!isKeptFile(change)) continue;
    const onDisk = await blobId(join(worktree, change.path), change.newId.length);
    if (onDisk !== change.newId) return `${change.path} differs from its copy`;
  }
  const work = await observeWork(runGit, worktree);
  if (!work.ok) return work.error.message;
  const stagedOnly = new Set(
    parseRawDiff(await read('diff-tree', '-r', ...rawDiffFormat, head, `${ref}^2`)).map(
      ({ path }) => path,
    ),
  );
  // Something staged and taken back in the working tree is kept by the index's part alone.
  const missing = work.value.paths.find((path) => !kept.has(path) && !stagedOnly.has(path));
  return missing === undefined ? undefined : `${missing} has no copy`;
}
