import { createHash } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { isWorktreeRoot } from '#electron/platform/git-directories.ts';
import { saysAbsent } from '#electron/platform/system-error.ts';
import type { GitError, RunGit } from '#shared/domain/git.ts';
import { err, messageOf, ok, type Result } from '#shared/result.ts';
import { blobId } from './blob-id.ts';
import { isGitlink, parseRawDiff, type RawChange, rawDiffFormat } from './raw-diff.ts';
import { observeUnwatched } from './unwatched.ts';

/** What a worktree holds that its HEAD does not. */
export interface Work {
  readonly head: string;
  /** Changed, staged or untracked; relative, in order. Ignored files are not among them. */
  readonly paths: readonly string[];
  /** Those of them that git does not track at all. */
  readonly untracked: readonly string[];
  /** Those of them that git was told not to look at. */
  readonly unwatched: readonly string[];
  /** Changes whenever a byte, a mode or what is staged changes; not by a mere `touch`. */
  readonly digest: string;
  readonly hasConflicts: boolean;
  /** Changed submodules and repositories inside: a backup cannot hold what is in them. */
  readonly nested: readonly string[];
}

/** Above this, size and time stand for the bytes: 32 MiB. */
const hashedUpTo = 32 * 1024 * 1024;

type Read = (...args: readonly string[]) => ReturnType<RunGit>;

const nulSeparated = (text: string): readonly string[] => text.split('\0').filter(Boolean);

/** Looks closely at one worktree (absolute path), file by file; takes no locks and writes nothing. */
export async function observeWork(
  runGit: RunGit,
  worktree: string,
): Promise<Result<Work, GitError | { readonly kind: 'unreadable'; readonly message: string }>> {
  // Of another folder's files nothing may be said here, and nothing done to them.
  if (!(await isWorktreeRoot(worktree)))
    return err({
      kind: 'unreadable',
      message: `git has no worktree in ${worktree}, or takes another folder for it`,
    });
  const read = (...args: readonly string[]) => runGit({ cwd: worktree, args, access: 'read' });
  const head = await read('rev-parse', '--verify', 'HEAD^{commit}');
  if (!head.ok) return (await describeUnborn(read)) ?? head;
  const changed = await read('diff', ...rawDiffFormat, 'HEAD', '--');
  if (!changed.ok) return changed;
  const staged = await read('diff', '--cached', ...rawDiffFormat, 'HEAD', '--');
  if (!staged.ok) return staged;
  const others = await read('ls-files', '-z', '--others', '--exclude-standard');
  if (!others.ok) return others;
  const truly = await withoutTouched(read, parseRawDiff(changed.value));
  if (!truly.ok) return truly;
  const changes = truly.value;
  const inIndex = parseRawDiff(staged.value);
  const untracked = nulSeparated(others.value);
  const unwatched = await observeUnwatched(read, worktree);
  if (!unwatched.ok) return unwatched;
  const named = [...changes, ...inIndex].map(({ path }) => path);
  const paths = [...new Set(named.concat(untracked, unwatched.value))].toSorted();
  const digest = await digestFiles(worktree, paths, staged.value);
  if (!digest.ok) return digest;
  return ok({
    head: head.value.trim(),
    paths,
    untracked,
    unwatched: unwatched.value,
    digest: digest.value,
    hasConflicts: changes.concat(inIndex).some(({ status }) => status === 'U'),
    nested: [
      ...new Set(
        changes
          .concat(inIndex)
          .filter(isGitlink)
          .map(({ path }) => path),
      ),
      ...untracked.filter((path) => path.endsWith('/')),
    ],
  });
}

/** HEAD names a branch that has no commit, or not any more; undefined where something else is wrong. */
async function describeUnborn(read: Read) {
  const named = await read('symbolic-ref', '--quiet', 'HEAD');
  if (!named.ok) return undefined;
  const ref = named.value.trim();
  const there = await read('for-each-ref', '--format=%(refname)', ref);
  if (!there.ok || there.value.trim() === ref) return undefined;
  const branch = ref.replace('refs/heads/', '');
  const message = `its branch ${branch} names no commit; commit there, or switch back first`;
  return err({ kind: 'unreadable' as const, message });
}

/**
 * The changes without files that were only touched or copied: for `diff` another time is a change, as
 * it may not freshen the index here, while `status` compares the bytes without writing anything.
 */
async function withoutTouched(
  read: Read,
  changes: readonly RawChange[],
): Promise<Result<readonly RawChange[], GitError>> {
  if (changes.length === 0) return ok(changes);
  const status = await read(
    'status',
    '--porcelain=v1',
    '-z',
    '--no-renames',
    '--untracked-files=no',
    '--ignore-submodules=all',
  );
  if (!status.ok) return status;
  // `XY path`: two letters and a space before each name.
  const differing = new Set(nulSeparated(status.value).map((line) => line.slice(3)));
  return ok(changes.filter((change) => isGitlink(change) || differing.has(change.path)));
}

async function digestFiles(
  worktree: string,
  paths: readonly string[],
  staged: string,
): Promise<Result<string, { readonly kind: 'unreadable'; readonly message: string }>> {
  const hash = createHash('sha256').update(staged);
  try {
    for (const path of paths) hash.update(`\0${path}\0${await stateOf(join(worktree, path))}`);
    return ok(hash.digest('hex'));
  } catch (error) {
    const why = messageOf(error);
    return err({ kind: 'unreadable', message: `A changed file could not be read: ${why}` });
  }
}

async function stateOf(path: string): Promise<string> {
  const stats = await lstat(path).catch((error: unknown) => {
    if (saysAbsent(error)) return undefined;
    throw error;
  });
  if (stats === undefined) return 'gone';
  const isExecutable = (stats.mode & 0o111) !== 0;
  if (!stats.isFile() && !stats.isSymbolicLink()) return 'not a file';
  return stats.size > hashedUpTo
    ? `${isExecutable} ${stats.size} ${stats.mtimeMs}`
    : `${isExecutable} ${await blobId(path, 64)}`;
}

/** The uncommitted work as a planned fact: how much, the first names, and what tells its bytes apart. */
export function workFact(work: Work): string {
  if (work.paths.length === 0) return 'none';
  const shown = work.paths.slice(0, 3).join(', ');
  const more = work.paths.length > 3 ? `, and ${work.paths.length - 3} more` : '';
  return `${shown}${more} (${work.digest.slice(0, 12)})`;
}
