import { copyFile, mkdir, rename, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isSeen } from '#electron/platform/files.ts';
import type { WorktreeDetails } from '#shared/domain/environment.ts';
import type { PlanStep } from '#shared/domain/plan.ts';
import { err, messageOf, ok, type Result } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import type { RecoverDeps } from './recover-deps.ts';
import { describeSource, sourceArguments, type WorktreeSource } from './worktree-source.ts';

/** A directory whose entry in git is lost, and what a new entry is made from. */
export interface LostEntry {
  readonly git: WorktreeDetails;
  readonly source: WorktreeSource;
  /** A folder of Rollcall's own on the same volume. */
  readonly scratch: string;
  /** Whether the directory has a `.git` that leads nowhere; it is kept beside the new one. */
  readonly hasOldLink: boolean;
}

/** An empty worktree is added elsewhere, then its link is put into the directory: no file changes. */
const commands = ({ git, source, scratch }: LostEntry) => {
  // Its last part names the new entry, so it is the directory's own.
  const place = join(scratch, basename(git.worktreePath));
  return {
    place,
    add: ['worktree', 'add', '--no-checkout', ...sourceArguments(source, place)],
  };
};

const joining = ({ git }: Pick<LostEntry, 'git'>) => ({
  repair: ['worktree', 'repair', '--', git.worktreePath],
  reset: ['reset', '--mixed', '--quiet', '--no-recurse-submodules'],
});

/** How a lost entry is made anew, in words and commands. */
export function rebuildSteps(lost: LostEntry): readonly PlanStep[] {
  const { add, place } = commands(lost);
  const { repair, reset } = joining(lost);
  const { repoRoot, worktreePath } = lost.git;
  return [
    {
      describe: `Make a new entry from ${describeSource(lost.source)}`,
      command: ['git', '-C', repoRoot, ...add],
    },
    { describe: `Move the link in ${place} to ${worktreePath}` },
    { describe: 'Let git find it there', command: ['git', '-C', repoRoot, ...repair] },
    {
      describe: 'Fill its index from its commit; no file changes',
      command: ['git', '-C', worktreePath, ...reset],
    },
  ];
}

/** Does what `rebuildSteps` says. */
export async function rebuildEntry(
  deps: Pick<RecoverDeps, 'runGit'>,
  lost: LostEntry,
): Promise<Result<void, { readonly message: string }>> {
  const { add, place } = commands(lost);
  try {
    await mkdir(dirname(place), { recursive: true });
  } catch (error) {
    return err({ message: messageOf(error) });
  }
  const added = await deps.runGit({ cwd: lost.git.repoRoot, args: add, access: 'write' });
  if (!added.ok) return added;
  failpoint('rebuild:added');
  return finishRebuilding(deps, lost);
}

/** Whether an entry was made for it and is not joined to its directory, or only half. */
export const isRebuilding = (lost: Pick<LostEntry, 'git' | 'scratch'>): Promise<boolean> =>
  isSeen(join(lost.scratch, basename(lost.git.worktreePath)));

/** All that comes after the new entry; each step may have been done already. */
export async function finishRebuilding(
  { runGit }: Pick<RecoverDeps, 'runGit'>,
  lost: Pick<LostEntry, 'git' | 'scratch' | 'hasOldLink'>,
): Promise<Result<void, { readonly message: string }>> {
  const { git } = lost;
  const { repair, reset } = joining(lost);
  try {
    await moveLink(lost);
  } catch (error) {
    return err({ message: messageOf(error) });
  }
  failpoint('rebuild:scratch-empty');
  const repaired = await runGit({ cwd: git.repoRoot, args: repair, access: 'write' });
  if (!repaired.ok) return repaired;
  failpoint('rebuild:repaired');
  const filled = await runGit({
    cwd: git.worktreePath,
    args: reset,
    access: 'write',
    // It reads every file.
    timeoutMs: 10 * 60_000,
  });
  return filled.ok ? ok(undefined) : filled;
}

async function moveLink({
  git,
  scratch,
  hasOldLink,
}: Pick<LostEntry, 'git' | 'scratch' | 'hasOldLink'>): Promise<void> {
  const place = join(scratch, basename(git.worktreePath));
  const link = join(git.worktreePath, '.git');
  const kept = join(scratch, 'old-link');
  if (await isSeen(join(place, '.git'))) {
    if (hasOldLink && !(await isSeen(kept))) await copyFile(link, kept);
    failpoint('rebuild:link-kept');
    await rename(join(place, '.git'), link);
  }
  failpoint('rebuild:link-moved');
  if (await isSeen(place)) await rmdir(place);
  // It stays where the old link lies in it.
  await rmdir(scratch).catch(() => undefined);
}
