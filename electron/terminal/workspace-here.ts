import type { RunGit } from '#shared/domain/git.ts';
import { parseWorktreeList, worktreeListArguments } from '#electron/observe/parse-worktree-list.ts';
import { isWorktreeRoot } from '#electron/platform/git-directories.ts';
import { CommandFailure, exitCodes } from './exit-codes.ts';

interface GitDeps {
  readonly runGit: RunGit;
}

/** Where the agent is to work, as far as that makes a repository matter or not. */
interface Place {
  readonly isolated?: true;
  readonly shared?: true;
}

export interface Workspace {
  readonly path: string;
  readonly isRepository: boolean;
  /** The branch that is checked out; undefined when none is. */
  readonly branch?: string | undefined;
}

/**
 * The folder, or the repository around it. What git does not read is not taken for a plain folder: its
 * agent would work in an empty directory and nobody had said so.
 */
export async function workspaceHere(
  { runGit }: GitDeps,
  { isolated, shared }: Place,
): Promise<Workspace> {
  const cwd = process.cwd();
  const read = (...args: readonly string[]) => runGit({ cwd, access: 'read', args });
  const top = await read('rev-parse', '--show-toplevel');
  if (!top.ok) {
    const { message } = top.error;
    if (message.includes('not a git repository') || isolated === true || shared === true)
      return { path: cwd, isRepository: false };
    if (message.includes('must be run in a work tree'))
      throw new CommandFailure(
        exitCodes.wrongUsage,
        'This is a bare repository, or git’s own folder: go to a worktree of it, or use --isolated or --shared.',
      );
    throw new CommandFailure(
      exitCodes.couldNotLook,
      `Git could not read the repository here (${message}); mend that, or use --isolated or --shared.`,
    );
  }
  const path = top.value.replace(/\n$/u, '');
  const named = await read('symbolic-ref', '--quiet', '--short', 'HEAD');
  const branch = named.ok ? named.value.trim() : undefined;
  const main = shared === true ? undefined : await mainWorktree(read);
  if (main === undefined || main === path) return { path, isRepository: true, branch };
  // What HEAD means is another thing there.
  const head = branch === undefined ? await read('rev-parse', '--verify', 'HEAD^{commit}') : named;
  return { path: main, isRepository: true, branch: head.ok ? head.value.trim() : undefined };
}

/**
 * The repository that a linked worktree belongs to: what an agent starts from inside its own worktree
 * must not be lost with that one. Undefined where the repository is bare, or git names its git directory
 * instead, as of a submodule.
 */
async function mainWorktree(
  read: (...args: readonly string[]) => ReturnType<RunGit>,
): Promise<string | undefined> {
  const listed = await read(...worktreeListArguments);
  const [main] = (listed.ok ? parseWorktreeList(listed.value) : undefined) ?? [];
  const isUsable = main !== undefined && !main.isBare && (await isWorktreeRoot(main.path));
  return isUsable ? main.path : undefined;
}

/**
 * Fails when git would not take the name for a branch: its directory is named after it, and none may
 * lie outside the managed root, or be all of it.
 */
export async function refuseBadBranch(
  { runGit }: GitDeps,
  cwd: string,
  branch: string,
): Promise<void> {
  const args = ['check-ref-format', `refs/heads/${branch}`];
  const checked = await runGit({ cwd, access: 'read', args });
  if (checked.ok && !branch.startsWith('-')) return;
  throw new CommandFailure(
    exitCodes.wrongUsage,
    `“${branch}” cannot be the name of a branch: give another with --worktree, or another --task.`,
  );
}
