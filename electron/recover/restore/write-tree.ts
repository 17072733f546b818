import { promises as fs } from 'node:fs';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '#shared/result.ts';
import { blobId } from '#electron/recover/backup/blob-id.ts';
import { parseRawDiff, rawDiffFormat } from '#electron/recover/backup/raw-diff.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';

interface TreeRequest {
  readonly worktree: string;
  /** A backup's ref: its tree is the files as they were, its first parent HEAD. */
  readonly tree: string;
  /** A folder that is removed afterwards. */
  readonly scratch: string;
  /** Paths that the old index left out of the worktree (sparse checkout). */
  readonly skipped: ReadonlySet<string>;
}

type Failed = { readonly message: string };

/**
 * Makes the files of a worktree those of a tree, to the byte: what is tracked or untracked now and not
 * in it goes, what is ignored stays. Every file that had changed is compared afterwards.
 */
export async function writeTree(
  runGit: RecoverDeps['runGit'],
  request: TreeRequest,
): Promise<Result<void, Failed>> {
  const { worktree, tree, scratch, skipped } = request;
  const env = { GIT_INDEX_FILE: join(scratch, 'tree-index') };
  const ask = (access: 'read' | 'write', ...args: readonly string[]) =>
    runGit({ cwd: worktree, args, access, env, timeoutMs: 10 * 60_000 });
  const now = await runGit({
    cwd: worktree,
    args: ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    access: 'read',
  });
  if (!now.ok) return err(now.error);
  const listed = await ask('read', 'ls-tree', '-r', '-z', '--full-tree', tree);
  if (!listed.ok) return err(listed.error);
  const wanted = parseTree(listed.value).filter(({ path }) => !skipped.has(path));
  const names = new Set(wanted.map(({ path }) => path));
  for (const path of new Set(now.value.split('\0').filter(Boolean)))
    if (!names.has(path)) await removeFile(worktree, path);
  const loaded = await ask('write', 'read-tree', tree);
  if (!loaded.ok) return err(loaded.error);
  const left = [...skipped];
  for (let at = 0; at < left.length; at += 200) {
    const some = left.slice(at, at + 200);
    const dropped = await ask('write', 'update-index', '--force-remove', '--', ...some);
    if (!dropped.ok) return err(dropped.error);
  }
  const written = await ask('read', 'checkout-index', '--all', '--force', '--quiet');
  if (!written.ok) return err(written.error);
  const changed = await ask('read', 'diff-tree', '-r', ...rawDiffFormat, `${tree}^1`, tree);
  if (!changed.ok) return err(changed.error);
  // Only what differed from HEAD was kept as it lay on disk; the rest is as git checks it out.
  const asOnDisk = new Set(parseRawDiff(changed.value).map(({ path }) => path));
  for (const file of wanted.filter(({ path }) => asOnDisk.has(path))) {
    const differs = await putRight(runGit, worktree, file);
    if (differs !== undefined) return err({ message: differs });
  }
  return ok(undefined);
}

interface TreeFile {
  readonly mode: string;
  readonly id: string;
  readonly path: string;
}

/** `mode type id TAB path`. */
const parseTree = (text: string): readonly TreeFile[] =>
  text
    .split('\0')
    .filter(Boolean)
    .map((row) => {
      const tab = row.indexOf('\t');
      const [mode = '', , id = ''] = row.slice(0, tab).split(' ');
      return { mode, id, path: row.slice(tab + 1) };
    });

async function removeFile(worktree: string, path: string): Promise<void> {
  // A repository inside ends in a slash and is none of ours.
  if (path.endsWith('/')) return;
  await fs.rm(join(worktree, path), { force: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_FS_EISDIR' && error.code !== 'ENOTDIR') throw error;
  });
  for (let above = dirname(path); above !== '.'; above = dirname(above))
    if (
      await fs.rmdir(join(worktree, above)).then(
        () => false,
        () => true,
      )
    )
      return;
}

/** Git converts what its attributes say; where that shows, the very bytes are written instead. */
async function putRight(
  runGit: RecoverDeps['runGit'],
  worktree: string,
  { mode, id, path }: TreeFile,
): Promise<string | undefined> {
  if (mode === '160000') return undefined;
  const file = join(worktree, path);
  if ((await blobId(file, id.length)) === id) return undefined;
  const text = await runGit({ cwd: worktree, args: ['cat-file', 'blob', id], access: 'read' });
  if (text.ok) await fs.writeFile(file, text.value);
  return (await blobId(file, id.length)) === id
    ? undefined
    : `${path} could not be written as it was`;
}
