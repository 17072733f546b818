import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { WorktreeDetails } from '#shared/domain/environment.ts';
import type { WorktreeLink } from '#shared/domain/observation.ts';
import { findGitDirectories, readGitLink } from '#electron/platform/git-directories.ts';

/** Where the `.git` of a worktree's directory leads. */
export type EntryLink =
  /** To an entry of the recorded repository, which is there. */
  | { readonly kind: 'entry'; readonly adminDir: string }
  | { readonly kind: 'entry_gone'; readonly adminDir: string }
  | { readonly kind: 'foreign'; readonly adminDir: string }
  /** To a place where no whole git directory is, as when the repository was moved. */
  | { readonly kind: 'broken'; readonly adminDir: string }
  | { readonly kind: 'no_link' }
  | { readonly kind: 'unreadable'; readonly why: string };

/**
 * Reads it without asking git, which would climb to a repository around the directory. `observed` is
 * what the look saw of it: what leads elsewhere may lead nowhere.
 */
export async function readEntryLink(
  git: WorktreeDetails | undefined,
  observed: WorktreeLink | undefined,
): Promise<EntryLink> {
  if (git === undefined) return { kind: 'unreadable', why: 'its worktree is not recorded' };
  const link = await readGitLink(git.worktreePath);
  if (link.kind === 'none') return { kind: 'no_link' };
  if (link.kind === 'unreadable') return link;
  const adminDir = link.path;
  if (link.kind === 'directory') return { kind: 'foreign', adminDir };
  const repository = await findGitDirectories(git.repoRoot);
  if (repository === undefined)
    return { kind: 'unreadable', why: `${git.repoRoot} could not be read as a repository` };
  const entries = await realOr(`${repository.common}/worktrees`);
  if ((await realOr(dirname(adminDir))) !== entries)
    return { kind: observed?.kind === 'broken' ? 'broken' : 'foreign', adminDir };
  return (await isThere(adminDir)) ? { kind: 'entry', adminDir } : { kind: 'entry_gone', adminDir };
}

const realOr = (path: string): Promise<string> => realpath(path).catch(() => path);

const isThere = (path: string): Promise<boolean> =>
  realpath(path).then(
    () => true,
    () => false,
  );
