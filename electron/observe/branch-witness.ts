import type { WorktreeDetails } from '#shared/domain/environment.ts';
import type { Presence, RepositoryReading, WorktreeEntry } from '#shared/domain/observation.ts';
import type { GitEyes } from './worktrees.ts';

/** Whether the recorded branch still exists. */
export function branchPresence(
  repository: RepositoryReading | undefined,
  branch: string,
): Presence {
  if (repository?.kind !== 'read') return 'unknown';
  return Object.hasOwn(repository.branches, branch) ? 'present' : 'absent';
}

/** The path of another worktree, one that is there, with the recorded branch checked out. */
export function branchElsewhere(
  repository: RepositoryReading | undefined,
  branch: string,
  own: WorktreeEntry | undefined,
): string | undefined {
  if (repository?.kind !== 'read') return undefined;
  return repository.worktrees.find(
    (one) =>
      one.branch === branch && !one.isBare && one.realPath !== undefined && one.path !== own?.path,
  )?.realPath;
}

/** What git allows in a branch's name, and no pattern. */
const isPlainName = (name: string): boolean => name !== '' && !/[\s~^:?*[\\]/u.test(name);

const isCommit = (name: string): boolean => name === 'HEAD' || /^[0-9a-f]{7,64}$/u.test(name);

/**
 * Whether the branch that the work began from still exists: locally, at a remote, or as a tag. Git is
 * asked only when it is no local branch.
 */
export async function basePresence(
  { runGit }: Pick<GitEyes, 'runGit'>,
  repository: RepositoryReading | undefined,
  { baseBranch, repoRoot }: WorktreeDetails,
): Promise<Presence> {
  const known = branchPresence(repository, baseBranch);
  if (known !== 'absent') return known;
  if (isCommit(baseBranch) || !isPlainName(baseBranch)) return 'unknown';
  const name = baseBranch.replace(/^refs\/(heads|remotes|tags)\//u, '');
  const refs = ['heads', 'remotes', 'tags'].map((kind) => `refs/${kind}/${name}`);
  const args = ['for-each-ref', '--count=1', '--format=%(refname)', ...refs];
  const told = await runGit({ cwd: repoRoot, args, access: 'read' });
  if (!told.ok) return 'unknown';
  return told.value.trim() === '' ? 'absent' : 'present';
}
