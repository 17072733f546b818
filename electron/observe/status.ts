import type { FileChange, StatusReading, WorktreeEntry } from '#shared/domain/observation.ts';
import { isWorktreeRoot } from '#electron/platform/git-directories.ts';
import { findNestedRepositories } from './nested-repositories.ts';
import { parseStatus, statusArguments, type ParsedStatus } from './parse-status.ts';
import { observeSubmodules } from './submodules.ts';
import type { GitEyes } from './worktrees.ts';

/** How many changes a reading carries; all are counted. */
const maxListed = 500;

export interface StatusQuestion {
  /** Root of a worktree, absolute. */
  readonly path: string;
  /** The worktree's branch as listed, so that it is known in a rebase too. */
  readonly branch?: WorktreeEntry['branch'];
  /** The repository's local branches: when HEAD is the tip of another one, git need not count. */
  readonly branches?: Readonly<Record<string, string>> | undefined;
}

/**
 * Changes, upstream and commits at risk of one worktree. Takes no locks and leaves the index as it
 * is. Whatever fails makes it `unknown`.
 */
export async function observeStatus(
  eyes: GitEyes,
  question: StatusQuestion,
): Promise<StatusReading> {
  const observedAt = eyes.clock.now();
  const { path } = question;
  if (!(await isWorktreeRoot(path)))
    return {
      kind: 'unknown',
      why: `git has no worktree in ${path}, or takes another folder for it`,
      observedAt,
    };
  const told = await eyes.runGit({ cwd: path, args: statusArguments, access: 'read' });
  if (!told.ok) return { kind: 'unknown', why: told.error.message, observedAt };
  const status = parseStatus(told.value);
  if (status === undefined)
    return { kind: 'unknown', why: `git status of ${path} has an unknown form`, observedAt };
  const inside = await observeSubmodules(eyes, path);
  if (!inside.ok) return { kind: 'unknown', why: inside.error, observedAt };
  const changes = [...status.changes, ...notYetListed(inside.value, status.changes)];
  const { head, branch, upstream, ahead, behind } = status;
  return {
    kind: 'read',
    head,
    branch: branch ?? question.branch,
    upstream,
    ahead,
    behind,
    changes: changes.slice(0, maxListed),
    changeCount: changes.length,
    untrackedCount: countOf(changes, 'untracked'),
    conflictCount: countOf(changes, 'conflicted'),
    unpushedCommits: await countUnpushed(eyes, question, status),
    nested: await findNestedRepositories(path, status.changes),
    observedAt,
  };
}

const countOf = (changes: readonly FileChange[], kind: FileChange['change']): number =>
  changes.filter(({ change }) => change === kind).length;

const notYetListed = (more: readonly FileChange[], listed: readonly FileChange[]) => {
  const paths = new Set(listed.map(({ path }) => path));
  return more.filter(({ path }) => !paths.has(path));
};

/** Commits on HEAD that no remote and no other local branch has; undefined when git cannot tell. */
async function countUnpushed(
  { runGit }: GitEyes,
  { path, branch, branches = {} }: StatusQuestion,
  status: ParsedStatus,
): Promise<number | undefined> {
  const own = new Set([branch, status.branch].filter((name) => name !== undefined));
  if (status.head === undefined || status.ahead === 0) return 0;
  for (const name in branches) if (branches[name] === status.head && !own.has(name)) return 0;
  // An exclusion holds for the next pattern only. Branch names hold no wildcards.
  const exclusions = [...own].map((name) => `--exclude=refs/heads/${name}`);
  const others = ['--not', '--remotes', ...exclusions, '--glob=refs/heads'];
  const args = ['rev-list', '--count', 'HEAD', ...others, '--'];
  const told = await runGit({ cwd: path, args, access: 'read' });
  const count = told.ok ? Number.parseInt(told.value, 10) : Number.NaN;
  return Number.isNaN(count) ? undefined : count;
}
