import { promises as fs } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where a worktree's git data is. Absolute, as written; not resolved to real paths. */
export interface GitDirectories {
  /** The worktree's own: `<repo>/.git`, or `<repo>/.git/worktrees/<name>`. */
  readonly own: string;
  /** The repository's, shared by all its worktrees. */
  readonly common: string;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

/** What the `.git` of a directory is, as one of git's own forms or as the reason why it is none. */
export type GitLink =
  | { readonly kind: 'directory'; readonly path: string }
  /** A file that points to the git directory. */
  | { readonly kind: 'pointer'; readonly path: string }
  | { readonly kind: 'none' }
  /** `isMalformed`: it was read, and names no git directory. */
  | { readonly kind: 'unreadable'; readonly why: string; readonly isMalformed?: true };

/** Looks at `<directory>/.git` without asking git. */
export async function readGitLink(directory: string): Promise<GitLink> {
  const dotGit = join(directory, '.git');
  try {
    const target = /^gitdir: (.+?)[\r\n]*$/s.exec(await fs.readFile(dotGit, 'utf8'))?.[1];
    if (target !== undefined) return { kind: 'pointer', path: resolve(directory, target) };
    const why = `${dotGit} does not name a git directory`;
    return { kind: 'unreadable', why, isMalformed: true };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EISDIR') return { kind: 'directory', path: dotGit };
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'none' };
    return { kind: 'unreadable', why: `${dotGit} could not be read: ${code}` };
  }
}

/**
 * The git directories of the worktree that begins at `directory`; undefined when they cannot be told
 * with certainty (then git itself has to be asked).
 */
export async function findGitDirectories(directory: string): Promise<GitDirectories | undefined> {
  const link = await readGitLink(directory);
  if (link.kind === 'none' || link.kind === 'unreadable') return undefined;
  try {
    // Without a HEAD it is no repository to git, which would look in the folders above instead.
    await fs.lstat(join(link.path, 'HEAD'));
    const common = await fs.readFile(join(link.path, 'commondir'), 'utf8').catch((error) => {
      if (codeOf(error) === 'ENOENT') return '.';
      throw error;
    });
    return { own: link.path, common: resolve(link.path, common.replace(/[\r\n]+$/, '')) };
  } catch {
    // Broken or unreadable: not certain.
    return undefined;
  }
}

/**
 * Whether git, run in `directory`, would look at a worktree that begins there. Without this it climbs
 * to a repository around the directory and answers for that one.
 */
export const isWorktreeRoot = async (directory: string): Promise<boolean> =>
  (await findGitDirectories(directory)) !== undefined;
