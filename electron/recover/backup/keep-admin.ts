import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { err, ok, type Result } from '#shared/result.ts';
import { readAdminFiles } from './admin-files.ts';
import type { BackupError, BackupGit } from './backup-git.ts';
import type { UnmergedEntry } from './unmerged.ts';

/** The name under which the files lie in the backup. */
export const adminFileName = 'admin.json';

export interface AdminRequest {
  readonly worktree: string;
  /** The worktree's own git directory, where its `.git` does not lead there; absolute. */
  readonly gitDir?: string | undefined;
  /** A folder that is removed afterwards. */
  readonly scratch: string;
  readonly unmerged: readonly UnmergedEntry[];
  readonly message: string;
}

/**
 * Keeps a worktree's own git files in a commit whose parents are the commits they name (reflog, the
 * steps of a rebase), so that none of those is collected while the backup lives. Gives its id.
 */
export async function keepAdminFiles(
  git: BackupGit,
  { worktree, gitDir, scratch, unmerged, message }: AdminRequest,
): Promise<Result<string, BackupError>> {
  const own = gitDir === undefined ? await findOwn(git, worktree) : ok({ gitDir, isMain: false });
  if (!own.ok) return own;
  const { files, ids } = await readAdminFiles(own.value.gitDir, own.value.isMain);
  const file = join(scratch, adminFileName);
  await writeFile(file, JSON.stringify({ schemaVersion: 1, files }));
  const stored = await git.run('hash-object', '-w', '--no-filters', '--', file);
  if (!stored.ok) return stored;
  const emptied = await git.run('read-tree', '--empty');
  if (!emptied.ok) return emptied;
  const entries = [
    `100644,${stored.value},${adminFileName}`,
    ...unmerged.map(({ mode, id, stage, path }) => `${mode},${id},stages/${stage}/${path}`),
  ];
  for (let at = 0; at < entries.length; at += 100) {
    const info = entries.slice(at, at + 100).flatMap((entry) => ['--cacheinfo', entry]);
    const put = await git.run('update-index', '--add', ...info);
    if (!put.ok) return put;
  }
  const tree = await git.run('write-tree');
  if (!tree.ok) return tree;
  const pinned = await pin(git, ids);
  return pinned.ok ? git.commit(tree.value, pinned.value, message) : pinned;
}

async function findOwn(
  git: BackupGit,
  worktree: string,
): Promise<Result<{ readonly gitDir: string; readonly isMain: boolean }, BackupError>> {
  const own = await git.run('rev-parse', '--absolute-git-dir');
  if (!own.ok) return own;
  const common = await git.run('rev-parse', '--git-common-dir');
  if (!common.ok) return common;
  const isMain = resolve(worktree, common.value) === resolve(own.value);
  return ok({ gitDir: own.value, isMain });
}

/** Those of the ids that are commits and there. */
async function pin(
  git: BackupGit,
  ids: readonly string[],
): Promise<Result<readonly string[], BackupError>> {
  const commits = new Set<string>();
  for (let at = 0; at < ids.length; at += 200) {
    const known = ids.slice(at, at + 200);
    const found = await git.run('rev-list', '--no-walk', '--ignore-missing', ...known);
    if (!found.ok) return err(found.error);
    for (const id of found.value.split('\n').filter(Boolean)) commits.add(id);
  }
  return ok([...commits]);
}
