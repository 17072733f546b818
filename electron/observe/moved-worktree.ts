import { promises as fs } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Environment, WorktreeDetails } from '#shared/domain/environment.ts';
import type { RepositoryReading, WorktreeEntry } from '#shared/domain/observation.ts';
import { managedRoot } from '#shared/domain/managed-root.ts';
import { readGitLink } from '#electron/platform/git-directories.ts';

export interface MissingPlace {
  readonly environment: Pick<Environment, 'workspaceRoot'>;
  readonly git: WorktreeDetails;
  /** Git's entry for the place where it is missing. */
  readonly entry: WorktreeEntry | undefined;
  readonly repository: RepositoryReading | undefined;
}

/** A folder with more in it than this is not searched: it is nobody's place for worktrees. */
const maxSearched = 1000;

/**
 * Where a worktree went whose directory is missing: git lists it elsewhere (`worktree move`, or
 * repaired since), or a directory near by leads to its entry (moved by hand). Undefined: not found.
 */
export async function findMovedWorktree(missing: MissingPlace): Promise<string | undefined> {
  const { git, entry, repository } = missing;
  if (repository?.kind !== 'read') return undefined;
  if (entry === undefined) return findListed(git, repository.worktrees);
  if (entry.adminDir === undefined) return undefined;
  return findByLink(missing, entry.adminDir);
}

/** Git names an entry after the directory it was first made for, and adds digits when taken. */
function findListed(
  { branch, worktreePath }: WorktreeDetails,
  worktrees: readonly WorktreeEntry[],
): string | undefined {
  const name = basename(worktreePath);
  const isNamedSo = (adminDir: string): boolean =>
    basename(adminDir).startsWith(name) && /^\d*$/u.test(basename(adminDir).slice(name.length));
  return worktrees.find(
    (one) =>
      !one.isMain &&
      one.branch === branch &&
      one.adminDir !== undefined &&
      isNamedSo(one.adminDir) &&
      one.realPath !== undefined,
  )?.realPath;
}

/** Beside the old place, among the managed worktrees, and beside both of their folders. */
async function findByLink(
  { environment, git }: MissingPlace,
  adminDir: string,
): Promise<string | undefined> {
  const { workspaceRoot } = environment;
  const parent = dirname(git.worktreePath);
  const folders = [parent, managedRoot(workspaceRoot), dirname(workspaceRoot), dirname(parent)];
  const wanted = await fs.realpath(adminDir).catch(() => adminDir);
  for (const folder of new Set(folders)) {
    const found = await searchFolder(folder, wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function searchFolder(folder: string, adminDir: string): Promise<string | undefined> {
  // Not there, or not ours to read: then it is not found there.
  const entries = await fs.readdir(folder, { withFileTypes: true }).catch(() => []);
  if (entries.length > maxSearched) return undefined;
  for (const entry of entries) {
    if (!entry.isDirectory()) continue;
    const link = await readGitLink(join(folder, entry.name));
    if (link.kind !== 'pointer') continue;
    const leadsTo = await fs.realpath(link.path).catch(() => link.path);
    if (leadsTo === adminDir) return fs.realpath(join(folder, entry.name));
  }
  return undefined;
}
