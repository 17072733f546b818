import { join } from 'node:path';
import { err, type Result } from '#shared/result.ts';
import type { BackupError, BackupGit } from './backup-git.ts';
import { blobId } from './blob-id.ts';
import type { Work } from './observe-work.ts';
import { parseRawDiff, type RawChange, rawDiffFormat } from './raw-diff.ts';
import { watchAgainCommands } from './unwatched.ts';

/** How many files with converted contents are put right one by one before giving up. */
const convertedUpTo = 2000;

/** Whether a changed path is a file or symlink whose bytes can be compared. */
export const isKeptFile = ({ newMode }: RawChange): boolean =>
  newMode === '100644' || newMode === '100755' || newMode === '120000';

/**
 * Puts the working tree into the copied index and gives its tree id. Files whose bytes git would
 * convert (line endings) are stored as they lie on disk, so that a restore gives the same bytes.
 */
export async function keepWorkingTree(
  git: BackupGit,
  worktree: string,
  { head, unwatched }: Pick<Work, 'head' | 'unwatched'>,
): Promise<Result<string, BackupError>> {
  for (const args of watchAgainCommands(unwatched)) {
    const watched = await git.run(...args);
    if (!watched.ok) return watched;
  }
  const added = await git.runUnfiltered('add', '--all', '--sparse', '--', '.');
  if (!added.ok) return added;
  const tree = await git.run('write-tree');
  if (!tree.ok) return tree;
  const diff = await git.run('diff-tree', '-r', ...rawDiffFormat, head, tree.value);
  if (!diff.ok) return diff;
  const converted = await findConverted(worktree, parseRawDiff(diff.value));
  if (converted.length === 0) return tree;
  if (converted.length > convertedUpTo)
    return err({
      kind: 'cannot_be_kept',
      message: `${converted.length} changed files would be converted by git, more than are kept one by one.`,
    });
  for (const { path, newMode } of converted) {
    const stored = await git.run('hash-object', '-w', '--no-filters', '--', path);
    if (!stored.ok) return stored;
    const entry = `${newMode},${stored.value},${path}`;
    const put = await git.run('update-index', '--cacheinfo', entry);
    if (!put.ok) return put;
  }
  return git.run('write-tree');
}

async function findConverted(
  worktree: string,
  changes: readonly RawChange[],
): Promise<readonly RawChange[]> {
  const converted: RawChange[] = [];
  for (const change of changes) {
    if (!isKeptFile(change)) continue;
    const onDisk = await blobId(join(worktree, change.path), change.newId.length);
    if (onDisk !== change.newId) converted.push(change);
  }
  return converted;
}
