import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '#electron/platform/system-error.ts';
import type { RunGit } from '#shared/domain/git.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { obstacleToBackup } from './backup/make-backup.ts';
import { observeWork, type Work } from './backup/observe-work.ts';
import { type IgnoredScene, obstacleOfIgnored } from './ignored/ignored-scene.ts';

/** The work in a worktree, against the commit it would be set back to. */
export interface WorktreeWork {
  readonly work: Work;
  /** Where it began: the merge base with the base branch, else HEAD itself. */
  readonly base: string;
  readonly isBaseKnown: boolean;
  /** Commits from there to HEAD. */
  readonly commits: number;
  /** Files that git ignores now and that the base would write over: a private ref does not hold them. */
  readonly overwritten: readonly string[];
}

/** Looks at the work in a worktree; errors when any of it could not be seen. */
export async function observeWorktreeWork(
  runGit: RunGit,
  worktree: string,
  baseBranch: string,
  recordedHead: string | undefined,
): Promise<Result<WorktreeWork, string>> {
  const work = await observeWork(runGit, worktree);
  if (!work.ok) return err(work.error.message);
  const read = (...args: readonly string[]) => runGit({ cwd: worktree, args, access: 'read' });
  const known = await findBase(read, baseBranch, recordedHead);
  const base = known ?? work.value.head;
  const counted = await read('rev-list', '--count', `${base}..HEAD`);
  if (!counted.ok) return err(counted.error.message);
  const commits = Number(counted.value.trim());
  const overwritten = await findOverwritten(read, worktree, base, work.value);
  if (!overwritten.ok) return overwritten;
  const isBaseKnown = known !== undefined;
  return ok({ work: work.value, base, isBaseKnown, commits, overwritten: overwritten.value });
}

/** Git's answer to a read in one worktree. */
export type Read = (...args: readonly string[]) => ReturnType<RunGit>;

/** `reset --hard` writes over whatever lies where the base has a file, ignored or not. */
export async function findOverwritten(
  read: Read,
  worktree: string,
  base: string,
  work: Work,
): Promise<Result<readonly string[], string>> {
  const onlyInBase = ['--cached', '--name-only', '-z', '--no-renames', '--diff-filter=D', base];
  const told = await read('diff', ...onlyInBase, '--');
  if (!told.ok) return err(told.error.message);
  return ok(await findInTheWay(read, worktree, told.value.split('\0').filter(Boolean), work));
}

/** Those of these paths, none of them tracked, at which something lies that a backup would not hold. */
export async function findInTheWay(
  read: Read,
  worktree: string,
  paths: readonly string[],
  { untracked }: Work,
): Promise<readonly string[]> {
  const backedUp = new Set(untracked);
  const inTheWay: string[] = [];
  for (const path of paths)
    if (!backedUp.has(path) && (await isInTheWay(read, worktree, path))) inTheWay.push(path);
  return inTheWay;
}

/**
 * Where a file or link is in the place of a folder above it, that one counts. It is in the way as far as
 * git ignores it, as a folder is as far as git ignores something in it: the rest is in the backup.
 */
async function isInTheWay(read: Read, worktree: string, path: string): Promise<boolean> {
  const parts = path.split('/');
  for (let depth = 1; depth <= parts.length; depth += 1) {
    const at = parts.slice(0, depth).join('/');
    const kind = await kindAt(join(worktree, at));
    if (kind === 'none') return false;
    if (kind === 'not_seen' || (kind === 'leaf' && at === path)) return true;
    if (kind === 'folder' && at !== path) continue;
    const pathspec = kind === 'folder' ? `${at}/` : at;
    const ignored = ['--others', '--ignored', '--exclude-standard', '-z', '--', pathspec];
    const listed = await read('ls-files', ...ignored);
    return !listed.ok || listed.value !== '';
  }
  return false;
}

/** Anything but a plain absence was not seen, and is taken for something. */
const kindAt = (path: string): Promise<'folder' | 'leaf' | 'none' | 'not_seen'> =>
  lstat(path).then(
    (stats) => (stats.isDirectory() ? 'folder' : 'leaf'),
    (error: unknown) => (errorCode(error) === 'ENOENT' ? 'none' : 'not_seen'),
  );

async function findBase(
  read: Read,
  baseBranch: string,
  recordedHead: string | undefined,
): Promise<string | undefined> {
  // Full names: a branch's short name is data and could look like an option.
  for (const ref of [`refs/heads/${baseBranch}`, `refs/remotes/${baseBranch}`]) {
    const base = await read('merge-base', 'HEAD', ref);
    if (base.ok) return base.value.trim();
  }
  if (recordedHead === undefined || !/^[0-9a-f]{40,64}$/.test(recordedHead)) return undefined;
  const isThere = await read('cat-file', '-e', `${recordedHead}^{commit}`);
  return isThere.ok ? recordedHead : undefined;
}

/** Whether setting it back would take anything away. */
export const hasWork = ({ work, commits }: WorktreeWork): boolean =>
  commits > 0 || work.paths.length > 0;

/** Why it could not be set back without losing something, or undefined. */
export const obstacleToSettingBack = (
  { work, overwritten }: WorktreeWork,
  ignored: IgnoredScene,
): string | undefined =>
  obstacleToBackup(work) ?? obstacleOfIgnored('Setting it back', overwritten, ignored);
