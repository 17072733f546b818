import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitError, RunGit } from '#shared/domain/git.ts';
import { saysAbsent } from '#electron/platform/system-error.ts';
import { err, messageOf, ok, type Result } from '#shared/result.ts';
import { blobId } from './blob-id.ts';

/** How many paths go into one command. */
const atOnce = 200;

type Read = (...args: readonly string[]) => ReturnType<RunGit>;
type Failed = GitError | { readonly kind: 'unreadable'; readonly message: string };

/**
 * Changed files that git was told not to look at (assume-unchanged, skip-worktree): no diff and no status
 * tells of them, and yet a reset writes over them. Relative paths below `worktree`; those that are not
 * there, as in a sparse checkout, hold nothing.
 */
export async function observeUnwatched(
  read: Read,
  worktree: string,
): Promise<Result<readonly string[], Failed>> {
  const listed = await read('ls-files', '-v', '-z');
  if (!listed.ok) return listed;
  // `H path`; in lower case what is assumed to be unchanged, `S` what is left out of the worktree.
  const told = listed.value.split('\0').filter((row) => /^[a-zS] /.test(row));
  const changed: string[] = [];
  try {
    const there = await filesThere(
      worktree,
      told.map((row) => row.slice(2)),
    );
    for (let at = 0; at < there.length; at += atOnce) {
      const staged = await read('ls-files', '--stage', '-z', '--', ...there.slice(at, at + atOnce));
      if (!staged.ok) return staged;
      for (const row of staged.value.split('\0').filter(Boolean)) {
        const path = await changedPath(read, worktree, row);
        if (path !== undefined) changed.push(path);
      }
    }
  } catch (error) {
    const why = messageOf(error);
    return err({ kind: 'unreadable', message: `A file could not be read: ${why}` });
  }
  return ok([...new Set(changed)]);
}

async function filesThere(worktree: string, paths: readonly string[]): Promise<readonly string[]> {
  const there: string[] = [];
  for (const path of paths) {
    const stats = await lstat(join(worktree, path)).catch((error: unknown) => {
      if (saysAbsent(error)) return undefined;
      throw error;
    });
    if (stats?.isFile() === true || stats?.isSymbolicLink() === true) there.push(path);
  }
  return there;
}

/** Of `mode id stage TAB path` the path, when the file differs from it. */
async function changedPath(read: Read, worktree: string, row: string): Promise<string | undefined> {
  const tab = row.indexOf('\t');
  const [mode = '', id = ''] = row.slice(0, tab).split(' ');
  const path = row.slice(tab + 1);
  if ((await blobId(join(worktree, path), id.length)) === id) return undefined;
  if (mode === '120000') return path;
  // Its bytes on disk may be another form of the same contents, such as other line endings.
  const converted = await read('hash-object', '--', path);
  return converted.ok && converted.value.trim() === id ? undefined : path;
}

/** The commands after which git looks at them again, in the index that they are run on. */
export function watchAgainCommands(paths: readonly string[]): readonly (readonly string[])[] {
  const commands: (readonly string[])[] = [];
  for (let at = 0; at < paths.length; at += atOnce)
    for (const flag of ['--no-assume-unchanged', '--no-skip-worktree'])
      commands.push(['update-index', flag, '--', ...paths.slice(at, at + atOnce)]);
  return commands;
}
