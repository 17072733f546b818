import { promises as fs } from 'node:fs';
import type { Clock } from '#shared/domain/clock.ts';
import type { ObserveProcess } from '#shared/domain/engine.ts';
import type { RunGit } from '#shared/domain/git.ts';
import type { RepositoryReading, WorktreeEntry } from '#shared/domain/observation.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { findGitDirectories } from '#electron/platform/git-directories.ts';
import { observePath } from './path.ts';
import { observeLockHolder } from './lock-holder.ts';
import {
  byRealPath,
  readAdminDirectories,
  readAdminDirectory,
  type AdminReading,
} from './admin-directory.ts';
import {
  parseWorktreeList,
  worktreeListArguments,
  type ListedWorktree,
} from './parse-worktree-list.ts';

export interface GitEyes {
  readonly runGit: RunGit;
  readonly clock: Clock;
}

export interface RepositoryEyes extends GitEyes {
  readonly observeProcess: ObserveProcess;
}

const realPathOf = (path: string): Promise<string | undefined> =>
  fs.realpath(path).catch(() => undefined);

const shortBranch = (ref: string): string => ref.replace(/^refs\/heads\//, '');

/**
 * Lists a repository's worktrees and local branches once. `repoRoot` is any worktree of it, or a bare
 * repository; absolute. Whatever fails makes the whole reading `unknown`: a part of the list could be
 * taken for all of it.
 */
export async function observeRepository(
  { runGit, clock, observeProcess }: RepositoryEyes,
  repoRoot: string,
): Promise<RepositoryReading> {
  const observedAt = clock.now();
  const unknown = async (why: string): Promise<RepositoryReading> => {
    const root = await observePath(clock, repoRoot);
    return { kind: 'unknown', repoRoot, why, root, observedAt };
  };
  const gitDir = await commonDirectory(runGit, repoRoot);
  if (!gitDir.ok) return unknown(gitDir.error);
  const [listed, branches] = await Promise.all([
    runGit({ cwd: repoRoot, args: worktreeListArguments, access: 'read' }),
    listBranches(runGit, repoRoot),
  ]);
  if (!listed.ok) return unknown(listed.error.message);
  if (!branches.ok) return unknown(branches.error);
  const worktrees = parseWorktreeList(listed.value);
  if (worktrees === undefined) return unknown('git listed its worktrees in an unknown form');

  // Read after git's list, so that every listed worktree's directory is found.
  const [main, admins] = await Promise.all([
    readAdminDirectory(gitDir.value),
    readAdminDirectories(gitDir.value),
  ]);
  const isPlain = worktrees.every(({ path }, index) => index === 0 || admins.has(path));
  const byPlace = isPlain ? admins : await byRealPath(admins);
  const joined = worktrees.map(async (listed, index) => {
    const isMain = index === 0;
    const realPath = await realPathOf(listed.path);
    const admin = isMain ? main : (admins.get(listed.path) ?? byPlace.get(realPath ?? listed.path));
    const missing = realPath === undefined ? await observePath(clock, listed.path) : undefined;
    const parent = missing?.kind === 'absent' ? missing.parent : undefined;
    const { locked } = listed;
    const lockHolder = locked && (await observeLockHolder(observeProcess, locked.reason));
    return toEntry(listed, { admin, isMain, realPath, parent, lockHolder });
  });
  return {
    kind: 'read',
    repoRoot,
    gitDir: gitDir.value,
    worktrees: await Promise.all(joined),
    branches: branches.value,
    observedAt,
  };
}

interface Beside {
  readonly admin: AdminReading | undefined;
  readonly isMain: boolean;
  readonly realPath: string | undefined;
  readonly parent: WorktreeEntry['parent'];
  readonly lockHolder: WorktreeEntry['lockHolder'];
}

function toEntry(
  { path, isBare, isDetached, head, branch, locked, prunable }: ListedWorktree,
  { admin, isMain, realPath, parent, lockHolder }: Beside,
): WorktreeEntry {
  const paused = admin?.pausedBranch;
  // A rebase of no branch says “detached HEAD” here.
  const ref = branch ?? (paused === 'detached HEAD' ? undefined : paused);
  return {
    path,
    realPath,
    parent,
    isMain,
    isBare,
    adminDir: admin?.adminDir,
    head,
    branch: ref === undefined ? undefined : shortBranch(ref),
    isDetached,
    locked,
    lockHolder,
    prunable,
    operation: admin?.operation,
    indexLockedSince: admin?.indexLockedSince,
  };
}

/**
 * The repository's git directory as a real path. Where `repoRoot` has none of its own, git would
 * climb to a repository around it, which is another one; only a bare repository is taken then.
 */
async function commonDirectory(runGit: RunGit, repoRoot: string): Promise<Result<string, string>> {
  const directories = await findGitDirectories(repoRoot);
  if (directories !== undefined) {
    const real = await realPathOf(directories.common);
    return real === undefined ? err(`${directories.common} could not be looked at`) : ok(real);
  }
  const args = ['rev-parse', '--path-format=absolute', '--git-common-dir'];
  const told = await runGit({ cwd: repoRoot, args, access: 'read' });
  if (!told.ok) return err(told.error.message);
  const [found, root] = await Promise.all([
    realPathOf(told.value.replace(/\n$/, '')),
    realPathOf(repoRoot),
  ]);
  if (found !== undefined && found === root) return ok(found);
  return err(
    `${repoRoot} is not the root of a repository; git would use ${found ?? 'another one'}`,
  );
}

/** Short names of all local branches with their commits. */
async function listBranches(
  runGit: RunGit,
  repoRoot: string,
): Promise<Result<Readonly<Record<string, string>>, string>> {
  // A ref's name holds neither a space nor a newline.
  const args = ['for-each-ref', '--format=%(objectname) %(refname)', 'refs/heads'];
  const told = await runGit({ cwd: repoRoot, args, access: 'read' });
  if (!told.ok) return err(told.error.message);
  const lines = told.value.split('\n').filter((line) => line !== '');
  const branches = lines.map((line): [string, string] => {
    const space = line.indexOf(' ');
    return [shortBranch(line.slice(space + 1)), line.slice(0, space)];
  });
  return ok(Object.fromEntries(branches));
}
