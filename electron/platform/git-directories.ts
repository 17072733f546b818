import { promises as fs } from 'node:fs';
import { join, resolve } from 'node:path';
import { errorCode } from './system-error.ts';
import { readBounded, withoutLineEnd } from './files.ts';
import { worksElsewhere } from './work-tree-setting.ts';

/** Where a worktree's git data is. Absolute, as written; not resolved to real paths. */
export interface GitDirectories {
  /** The worktree's own: `<repo>/.git`, or `<repo>/.git/worktrees/<name>`. */
  readonly own: string;
  /** The repository's, shared by all its worktrees. */
  readonly common: string;
}

/** What the `.git` of a directory is, as one of git's own forms or as the reason why it is none. */
export type GitLink =
  | { readonly kind: 'directory'; readonly path: string }
  /** A file that points to the git directory. */
  | { readonly kind: 'pointer'; readonly path: string }
  | { readonly kind: 'none' }
  /** `isMalformed`: it was read, and names no git directory. */
  | { readonly kind: 'unreadable'; readonly why: string; readonly isMalformed?: true };

/** A file of git's that holds one path; a longer one is none of git's. */
export const maxPointerBytes = 64 * 1024;

const gitDirWord = 'gitdir: ';

/** The path that the text of a `.git` file names; undefined when it names none. */
export function parseGitPointer(text: string): string | undefined {
  if (!text.startsWith(gitDirWord)) return undefined;
  const target = withoutLineEnd(text.slice(gitDirWord.length));
  // No path holds a NUL.
  return target === '' || target.includes('\0') ? undefined : target;
}

/** Looks at `<directory>/.git` without asking git. */
export async function readGitLink(directory: string): Promise<GitLink> {
  const dotGit = join(directory, '.git');
  try {
    if ((await fs.stat(dotGit)).isDirectory()) return { kind: 'directory', path: dotGit };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'none' };
    return { kind: 'unreadable', why: `${dotGit} could not be read: ${code}` };
  }
  const text = await readBounded(dotGit, maxPointerBytes);
  if (!text.ok)
    return text.error.kind === 'absent'
      ? { kind: 'none' }
      : { kind: 'unreadable', why: text.error.message };
  const target = parseGitPointer(text.value);
  if (target !== undefined) return { kind: 'pointer', path: resolve(directory, target) };
  const why = `${dotGit} does not name a git directory`;
  return { kind: 'unreadable', why, isMalformed: true };
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
    const common = await readBounded(join(link.path, 'commondir'), maxPointerBytes);
    if (!common.ok && common.error.kind !== 'absent') return undefined;
    const target = common.ok ? withoutLineEnd(common.value) : '.';
    if (target === '' || target.includes('\0')) return undefined;
    return { own: link.path, common: resolve(link.path, target) };
  } catch {
    // Broken or unreadable: not certain.
    return undefined;
  }
}

/**
 * Whether git, run in `directory`, would look at a worktree that begins there. Without this it climbs
 * to a repository around the directory, or follows a setting to another folder, and answers for that.
 */
export async function isWorktreeRoot(directory: string): Promise<boolean> {
  const directories = await findGitDirectories(directory);
  return directories !== undefined && !(await worksElsewhere(directories, directory));
}
