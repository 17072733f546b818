import { copyFile, mkdir, rename, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { WorktreeDetails } from '#shared/domain/environment.ts';
import type { PlanStep } from '#shared/domain/plan.ts';
import { err, ok, type Result } from '#shared/result.ts';
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
    repair: ['worktree', 'repair', '--', git.worktreePath],
    reset: ['reset', '--mixed', '--quiet', '--no-recurse-submodules'],
  };
};

/** How a lost entry is made anew, in words and commands. */
export function rebuildSteps(lost: LostEntry): readonly PlanStep[] {
  const { add, repair, reset, place } = commands(lost);
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
  { runGit }: Pick<RecoverDeps, 'runGit'>,
  lost: LostEntry,
): Promise<Result<void, { readonly message: string }>> {
  const { git, scratch, hasOldLink } = lost;
  const { add, repair, reset, place } = commands(lost);
  const link = join(git.worktreePath, '.git');
  try {
    await mkdir(dirname(place), { recursive: true });
    const added = await runGit({ cwd: git.repoRoot, args: add, access: 'write' });
    if (!added.ok) return added;
    failpoint('rebuild:added');
    if (hasOldLink) await copyFile(link, join(scratch, 'old-link'));
    failpoint('rebuild:link-kept');
    await rename(join(place, '.git'), link);
    failpoint('rebuild:link-moved');
    await rmdir(place);
  } catch (error) {
    return err({ message: error instanceof Error ? error.message : String(error) });
  }
  failpoint('rebuild:scratch-empty');
  const repaired = await runGit({ cwd: git.repoRoot, args: repair, access: 'write' });
  if (!repaired.ok) return repaired;
  failpoint('rebuild:repaired');
  const filled = await runGit({ cwd: git.worktreePath, args: reset, access: 'write' });
  return filled.ok ? ok(undefined) : filled;
}
