import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { err, ok, type Result } from '#shared/result.ts';
import { readAdminFiles } from './admin-files.ts';
import type { BackupError, BackupGit } from './backup-git.ts';
import type { KeptModes } from './kept-modes.ts';
import type { UnmergedEntry } from './unmerged.ts';

/** The name under which the files lie in the backup. */
export const adminFileName = 'admin.json';
/** The same for the permissions of the working tree's files; not in every backup. */
export const modesFileName = 'modes.json';

export interface AdminRequest {
  readonly worktree: string;
  /** The worktree's own git directory, where its `.git` does not lead there; absolute. */
  readonly gitDir?: string | undefined;
  /** A folder that is removed afterwards. */
  readonly scratch: string;
  readonly unmerged: readonly UnmergedEntry[];
  /** Of the working tree; absent where its files are not kept by the ref. */
  readonly modes?: KeptModes;
  readonly message: string;
}

/**
 * Keeps a worktree's own git files in a commit whose parents are the commits they name (reflog, the
 * steps of a rebase), so that none of those is collected while the backup lives. Gives its id.
 */
export async function keepAdminFiles(
  git: BackupGit,
  { worktree, gitDir, scratch, unmerged, modes, message }: AdminRequest,
): Promise<Result<string, BackupError>> {
  const own = gitDir === undefined ? await findOwn(git, worktree) : ok({ gitDir, isMain: false });
  if (!own.ok) return own;
  const { files, ids } = await readAdminFiles(own.value.gitDir, own.value.isMain);
  const stored = await store(git, scratch, adminFileName, { schemaVersion: 1, files });
  if (!stored.ok) return stored;
  const ofModes = await store(git, scratch, modesFileName, {
    schemaVersion: 1,
    modes: modes ?? {},
  });
  if (!ofModes.ok) return ofModes;
  const emptied = await git.run('read-tree', '--empty');
  if (!emptied.ok) return emptied;
  const entries = [
    `100644,${stored.value},${adminFileName}`,
    `100644,${ofModes.value},${modesFileName}`,
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

/** Gives the id of the blob. */
async function store(
  git: BackupGit,
  scratch: string,
  name: string,
  document: unknown,
): Promise<Result<string, BackupError>> {
  const file = join(scratch, name);
  await writeFile(file, JSON.stringify(document));
  return git.run('hash-object', '-w', '--no-filters', '--', file);
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
