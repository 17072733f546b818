import { promises as fs, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { GitOperation } from '#shared/domain/observation.ts';
import type { Instant } from '#shared/domain/run.ts';
import { readBounded, readTextNow, withoutLineEnd } from '#electron/platform/files.ts';

/** What a worktree's own git directory tells without asking git. */
export interface AdminReading {
  readonly adminDir: string;
  readonly operation?: GitOperation | undefined;
  /** Full ref or short name of the branch that a rebase or bisect goes back to. */
  readonly pausedBranch?: string | undefined;
  readonly indexLockedSince?: Instant | undefined;
}

/** Git's own are a line or a list of commits; a larger one is none of git's. */
const maxBytes = 1024 * 1024;

/** Undefined for what is no such file, or may not be read. */
async function textOf(path: string): Promise<string | undefined> {
  const text = await readBounded(path, maxBytes);
  return text.ok ? withoutLineEnd(text.value) : undefined;
}

/** A branch as git writes it; anything else names none. */
async function branchIn(path: string): Promise<string | undefined> {
  const name = await textOf(path);
  return name === undefined || name === '' || name.length > 1024 || /[\0\n]/u.test(name)
    ? undefined
    : name;
}

/** Which operation is under way, by the files that git keeps for it; a rebase may hold others inside. */
function operationOf(
  names: ReadonlySet<string>,
  isAm: boolean,
  nextPick: 'cherry_pick' | 'revert' | undefined,
): GitOperation | undefined {
  if (names.has('rebase-merge')) return 'rebase';
  if (names.has('rebase-apply')) return isAm ? 'am' : 'rebase';
  if (names.has('MERGE_HEAD')) return 'merge';
  if (names.has('CHERRY_PICK_HEAD')) return 'cherry_pick';
  if (names.has('REVERT_HEAD')) return 'revert';
  if (nextPick !== undefined) return nextPick;
  return names.has('BISECT_LOG') ? 'bisect' : undefined;
}

/** Between two commits of a longer cherry-pick or revert only its list of what is to come is there. */
function nextPickOf(todo: string | undefined): 'cherry_pick' | 'revert' | undefined {
  const command = /^(p|pick|revert) /mu.exec(todo ?? '')?.[1];
  if (command === undefined) return undefined;
  return command === 'revert' ? 'revert' : 'cherry_pick';
}

/** At once: of hundreds of small directories the way to a thread and back costs several times as much. */
function namesIn(directory: string): ReadonlySet<string> | undefined {
  try {
    return new Set(readdirSync(directory));
  } catch {
    // Gone, or it may not be read: nothing is known of it.
    return undefined;
  }
}

/** Reads one admin directory; undefined when it is gone or unreadable. */
export async function readAdminDirectory(adminDir: string): Promise<AdminReading | undefined> {
  const names = namesIn(adminDir);
  if (names === undefined) return undefined;
  const applying = names.has('rebase-apply')
    ? await textOf(join(adminDir, 'rebase-apply', 'applying'))
    : undefined;
  const todo = names.has('sequencer') ? await textOf(join(adminDir, 'sequencer', 'todo')) : '';
  const operation = operationOf(names, applying !== undefined, nextPickOf(todo));
  const locked = names.has('index.lock')
    ? await fs.lstat(join(adminDir, 'index.lock')).catch(() => undefined)
    : undefined;
  return {
    adminDir,
    operation,
    pausedBranch: await pausedBranchOf(adminDir, operation, names),
    indexLockedSince: locked?.mtime.toISOString(),
  };
}

async function pausedBranchOf(
  adminDir: string,
  operation: GitOperation | undefined,
  names: ReadonlySet<string>,
): Promise<string | undefined> {
  if (operation === 'bisect') return branchIn(join(adminDir, 'BISECT_START'));
  if (operation !== 'rebase') return undefined;
  const folder = names.has('rebase-merge') ? 'rebase-merge' : 'rebase-apply';
  return branchIn(join(adminDir, folder, 'head-name'));
}

/**
 * All linked worktrees of a repository, by the path that their admin directories name, which is the one
 * that git lists them under. The list is git's to judge; this only adds where each one's admin
 * directory is.
 */
export async function readAdminDirectories(
  commonDir: string,
): Promise<ReadonlyMap<string, AdminReading>> {
  const root = join(commonDir, 'worktrees');
  const names = await fs.readdir(root).catch(() => []);
  const found = new Map<string, AdminReading>();
  await Promise.all(
    names.map(async (name) => {
      const adminDir = join(root, name);
      const told = readTextNow(join(adminDir, 'gitdir'), maxBytes);
      const gitFile = told.ok ? withoutLineEnd(told.value) : undefined;
      const reading = gitFile === undefined ? undefined : await readAdminDirectory(adminDir);
      if (gitFile === undefined || gitFile === '' || gitFile.includes('\0')) return;
      if (reading === undefined) return;
      // `gitdir` names the worktree's `.git` file; since git 2.48 it may be relative to itself.
      found.set(dirname(resolve(adminDir, gitFile)), reading);
    }),
  );
  return found;
}

/** The same by their real paths: for worktrees that git lists under another spelling of the path. */
export async function byRealPath(
  admins: ReadonlyMap<string, AdminReading>,
): Promise<ReadonlyMap<string, AdminReading>> {
  const found = [...admins].map(async ([path, reading]) => {
    const realPath = await fs.realpath(path).catch(() => path);
    return [realPath, reading] as const;
  });
  return new Map(await Promise.all(found));
}
