import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorCode } from '#electron/platform/system-error.ts';
import { readTextNow } from '#electron/platform/files.ts';
import { maxPointerBytes, parseGitPointer } from '#electron/platform/git-directories.ts';
import { isRetiredEnvironment, type Environment } from '#shared/domain/environment.ts';

export interface Stamp {
  /** What it is and where: directory, `.git`, HEAD, locks, an operation under way. */
  readonly shape: string;
  /** What agents and others' `git status` touch all the time. */
  readonly content: string;
}

/** One stat as text; an error is an answer too. */
function statAsText(path: string): string {
  try {
    const { mtimeMs, ctimeMs, ino } = statSync(path);
    return `${ino}:${mtimeMs}:${ctimeMs}`;
  } catch (error) {
    return errorCode(error);
  }
}

function inodeOf(path: string): string {
  try {
    return String(statSync(path).ino);
  } catch (error) {
    return errorCode(error);
  }
}

/** The git directory that a worktree's `.git` leads to; undefined when there is no such file. */
function linkedDirectory(path: string): string | undefined {
  // A directory, unreadable or missing: the stat of it says so.
  const text = readTextNow(`${path}/.git`, maxPointerBytes);
  const target = text.ok ? parseGitPointer(text.value) : undefined;
  return target === undefined ? undefined : resolve(path, target);
}

/**
 * A few stats per environment, no git: its directory and, for a worktree, its admin directory. Another
 * stamp says “changed”; the same one never says “clean” (edits in place and files in subdirectories do
 * not show).
 */
export function stampEnvironment(environment: Environment, adminDir: string | undefined): Stamp {
  if (isRetiredEnvironment(environment) || environment.executionMode === 'remote')
    return { shape: '', content: '' };
  const { path } = environment;
  const shape = [inodeOf(path), statAsText(`${path}/.git`)];
  const content = [statAsText(path)];
  const admin = adminDir ?? linkedDirectory(path);
  if (admin !== undefined) {
    for (const name of ['HEAD', 'locked', 'gitdir', 'rebase-merge', 'rebase-apply', 'MERGE_HEAD'])
      shape.push(statAsText(`${admin}/${name}`));
    content.push(statAsText(admin), statAsText(`${admin}/index`));
  }
  return { shape: shape.join(' '), content: content.join(' ') };
}

/**
 * Changes when a directory appears in or leaves a folder's managed root or its repository's list of
 * worktrees, when the folder itself is replaced, or its refs are packed.
 */
export const stampWorkspace = (path: string): Stamp => ({
  shape: [
    inodeOf(path),
    ...['.worktrees', '/.git', '/.git/worktrees', '/.git/packed-refs', '/.git/refs/heads'].map(
      (rest) => (rest === '/.git' ? inodeOf(path + rest) : statAsText(path + rest)),
    ),
  ].join(' '),
  content: '',
});
