import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import type { FileChange } from '#shared/domain/observation.ts';
import { readGitLink } from '#electron/platform/git-directories.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { parseStatus, statusArguments } from './parse-status.ts';
import type { GitEyes } from './worktrees.ts';

const maxDepth = 5;

/**
 * Submodules with changes of their own, as changes of the worktree at `root`. Each is asked as a
 * repository by itself, so that git is hardened against its configuration too. Worktrees without
 * `.gitmodules` cost one look at the disk.
 */
export async function observeSubmodules(
  eyes: GitEyes,
  root: string,
  depth = 0,
): Promise<Result<readonly FileChange[], string>> {
  const declared = await fs.lstat(join(root, '.gitmodules')).catch(() => undefined);
  if (declared === undefined) return ok([]);
  if (depth === maxDepth) return err(`submodules are nested more than ${maxDepth} deep in ${root}`);
  const args = ['ls-files', '--stage', '-z'];
  const listed = await eyes.runGit({ cwd: root, args, access: 'read' });
  if (!listed.ok) return err(listed.error.message);
  const changes: FileChange[] = [];
  for (const path of parseGitlinks(listed.value)) {
    const isChanged = await isSubmoduleChanged(eyes, join(root, path), depth);
    if (!isChanged.ok) return isChanged;
    if (isChanged.value)
      changes.push({ path, change: 'submodule', isStaged: false, isUnstaged: true });
  }
  return ok(changes);
}

/** Parses `mode object stage<TAB>path`, ended by NUL; submodules have mode 160000. */
function parseGitlinks(output: string): readonly string[] {
  const links = output.split('\0').filter((line) => line.startsWith('160000 '));
  return [...new Set(links.map((line) => line.slice(line.indexOf('\t') + 1)))];
}

async function isSubmoduleChanged(
  eyes: GitEyes,
  path: string,
  depth: number,
): Promise<Result<boolean, string>> {
  const link = await readGitLink(path);
  // Not checked out: it holds nothing. (Git would climb to the worktree around it.)
  if (link.kind === 'none') return ok(false);
  if (link.kind === 'unreadable') return err(link.why);
  const told = await eyes.runGit({ cwd: path, args: statusArguments, access: 'read' });
  if (!told.ok) return err(told.error.message);
  const status = parseStatus(told.value);
  if (status === undefined) return err(`git status of the submodule ${path} has an unknown form`);
  if (status.changes.length > 0) return ok(true);
  const inside = await observeSubmodules(eyes, path, depth + 1);
  return inside.ok ? ok(inside.value.length > 0) : inside;
}
