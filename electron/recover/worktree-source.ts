import type { Environment, WorktreeDetails } from '#shared/domain/environment.ts';
import type { RunGit } from '#shared/domain/git.ts';
import type { RepositoryReading } from '#shared/domain/observation.ts';
import { findBackup } from './backup/find-backup.ts';
import { shortId } from './words.ts';

/** What a missing worktree is brought back from, in order of preference. */
export type WorktreeSource =
  | { readonly kind: 'branch'; readonly branch: string; readonly commit: string }
  /** Git allows a branch in one worktree only, so this one is detached at its commit. */
  | {
      readonly kind: 'branch_elsewhere';
      readonly branch: string;
      readonly commit: string;
      readonly elsewhere: string;
    }
  /** The branch is gone and made again at this commit. */
  | {
      readonly kind: 'backup' | 'recorded_commit' | 'base';
      readonly branch: string;
      readonly commit: string;
      readonly from: string;
    }
  | { readonly kind: 'none'; readonly why: string };

/** Finds the best there is: branch, else backup ref, else recorded commit, else (if allowed) the base. */
export async function findWorktreeSource(
  runGit: RunGit,
  environment: Environment,
  git: WorktreeDetails,
  repository: RepositoryReading,
): Promise<WorktreeSource> {
  if (repository.kind === 'unknown') return none(`${git.repoRoot}: ${repository.why}; look again`);
  const { branch } = git;
  if (branch === '' || branch.startsWith('-')) return none(`“${branch}” is no name of a branch`);
  const commit = repository.branches[branch];
  if (commit !== undefined) {
    // Also where it is being rebased, with HEAD detached meanwhile.
    const other = repository.worktrees.find(
      (entry) => entry.branch === branch && entry.path !== git.worktreePath,
    );
    return other === undefined
      ? { kind: 'branch', branch, commit }
      : { kind: 'branch_elsewhere', branch, commit, elsewhere: other.path };
  }
  return findLostBranch(runGit, environment, git, repository.branches);
}

async function findLostBranch(
  runGit: RunGit,
  environment: Environment,
  { repoRoot, branch, head, baseBranch, createBranchIfMissing }: WorktreeDetails,
  branches: Readonly<Record<string, string>>,
): Promise<WorktreeSource> {
  const backup = await findBackup(runGit, repoRoot, environment.id);
  if (!backup.ok) return none(backup.error.message);
  if (backup.value !== undefined)
    return { kind: 'backup', branch, commit: backup.value.head, from: backup.value.ref };
  if (head !== undefined && /^[0-9a-f]{40,64}$/.test(head)) {
    const args = ['cat-file', '-e', `${head}^{commit}`];
    const isThere = await runGit({ cwd: repoRoot, args, access: 'read' });
    if (isThere.ok)
      return { kind: 'recorded_commit', branch, commit: head, from: 'the recorded commit' };
  }
  const base = branches[baseBranch];
  return createBranchIfMissing && base !== undefined
    ? { kind: 'base', branch, commit: base, from: `its base ${baseBranch}` }
    : none(
        `branch ${branch} is gone, there is no backup of it, and its recorded commit is not in the repository`,
      );
}

const none = (why: string): WorktreeSource => ({ kind: 'none', why });

/** The source as a planned fact, and in a step. */
export function describeSource(source: WorktreeSource): string {
  switch (source.kind) {
    case 'branch':
      return `branch ${source.branch} at ${shortId(source.commit)}`;
    case 'branch_elsewhere':
      return `detached at ${shortId(source.commit)}, as branch ${source.branch} is checked out in ${source.elsewhere}`;
    case 'none':
      return `nothing: ${source.why}`;
    default:
      return `${source.from} at ${shortId(source.commit)}, with branch ${source.branch} made again`;
  }
}

/** The branch that comes about with it; undefined where none does. */
export function branchMadeBy(
  source: WorktreeSource,
): { readonly branch: string; readonly commit: string } | undefined {
  switch (source.kind) {
    case 'backup':
    case 'recorded_commit':
    case 'base':
      return source;
    default:
      return undefined;
  }
}

/** The arguments that `worktree add` takes for a source, at a path. Throws when there is none. */
export function sourceArguments(source: WorktreeSource, path: string): readonly string[] {
  switch (source.kind) {
    case 'branch':
      return ['--', path, source.branch];
    case 'branch_elsewhere':
      return ['--detach', '--', path, source.commit];
    case 'none':
      throw new Error('A worktree was to be added from nothing.');
    default:
      return ['-b', source.branch, '--', path, source.commit];
  }
}
