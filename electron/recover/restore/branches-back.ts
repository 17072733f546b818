import type { KeptBackup } from '#shared/domain/backup.ts';
import type { RunGit } from '#shared/domain/git.ts';
import type { RepositoryReading, WorktreeEntry } from '#shared/domain/observation.ts';
import { shortId } from '#electron/recover/words.ts';
import { readKeptAdmin, textOf } from './kept-admin.ts';

/** A branch that is set back with the files: the one that HEAD was on, or that was being rebased. */
export interface BranchBack {
  /** Short. */
  readonly name: string;
  readonly isOfHead: boolean;
  /** Where it was. */
  readonly commit: string;
  /** Where it is; undefined when it is gone. */
  readonly now: string | undefined;
  /** Why it is left where it is, in words; undefined when it is set back. */
  readonly stays: string | undefined;
}

/** The worktree that a backup is given back into, and the commit that it is at, which is kept first. */
interface Place {
  readonly entry: WorktreeEntry;
  readonly head: string;
}

/**
 * Looks at them. A branch stays where it is as long as another worktree has it, or when it has commits
 * that neither the backup nor the worktree names.
 */
export async function observeBranchesBack(
  runGit: RunGit,
  repository: RepositoryReading,
  { location, repoRoot = '', head }: KeptBackup,
  place: Place,
): Promise<readonly BranchBack[]> {
  const admin = await readKeptAdmin(runGit, repoRoot, location);
  if (admin === undefined || repository.kind === 'unknown') return [];
  const rebased = (name: string) =>
    textOf(admin, `rebase-merge/${name}`) ?? textOf(admin, `rebase-apply/${name}`);
  const back: BranchBack[] = [];
  for (const [text, commit, isOfHead] of [
    [textOf(admin, 'HEAD'), head, true],
    [rebased('head-name'), rebased('orig-head'), false],
  ] as const) {
    const name = /^(?:ref: )?refs\/heads\/(.+)$/.exec(text ?? '')?.[1];
    if (name === undefined || commit === undefined) continue;
    const now = repository.branches[name];
    const other = repository.worktrees.find((one) => one.branch === name && one !== place.entry);
    const isFree =
      now === undefined || (await isNamed(runGit, repoRoot, now, [commit, place.head]));
    const stays =
      other !== undefined
        ? `branch ${name} is checked out in ${other.path}`
        : isFree
          ? undefined
          : `branch ${name} has other commits by now, at ${shortId(now)}`;
    back.push({ name, isOfHead, commit, now, stays });
  }
  return back;
}

/** Whether all that a commit names is named by one of the others too; what could not be seen is not. */
async function isNamed(
  runGit: RunGit,
  cwd: string,
  commit: string,
  others: readonly string[],
): Promise<boolean> {
  if (others.includes(commit)) return true;
  const without = others.map((other) => `^${other}`);
  const args = ['rev-list', '--count', commit, ...without];
  const counted = await runGit({ cwd, args, access: 'read' });
  return counted.ok && counted.value.trim() === '0';
}

export const branchBackWarnings = (branches: readonly BranchBack[]): readonly string[] =>
  branches.flatMap(({ name, isOfHead, stays }) => {
    if (stays === undefined) return [];
    return [
      isOfHead ? `It comes back detached: ${stays}.` : `Branch ${name} is not set back: ${stays}.`,
    ];
  });

/** As a planned fact. */
export const sayBranchesBack = (branches: readonly BranchBack[]): string =>
  branches
    .map(({ name, commit, stays }) => stays ?? `${name} goes back to ${shortId(commit)}`)
    .join('; ') || 'none';
