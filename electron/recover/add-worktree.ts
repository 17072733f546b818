import { cp, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PlanStep } from '#shared/domain/plan.ts';
import { ok, type Result } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { backupRef } from './backup/backup-record.ts';
import type { RecoverDeps } from './recover-deps.ts';
import { describeSource, sourceArguments } from './worktree-source.ts';
import type { MissingWorktree } from './worktree-scene.ts';

/** The one command that brings a missing worktree back and touches no other entry. */
export function addArguments({ git, source, stale }: MissingWorktree): readonly string[] {
  // One force replaces this path's stale entry, two also its abandoned lock; neither prunes others.
  const force = { none: [], free: ['-f'], locked: [], lock_abandoned: ['-f', '-f'] }[stale.kind];
  return ['worktree', 'add', ...force, ...sourceArguments(source, git.worktreePath)];
}

/** A commit that only the stale entry's HEAD names, and which would be lost with the entry. */
export const strandedHead = ({ source, stale }: MissingWorktree): string | undefined => {
  if (stale.kind === 'none' || source.kind === 'none') return undefined;
  const { head } = stale.entry;
  return head === undefined || head === source.commit || /^0+$/.test(head) ? undefined : head;
};

/** The steps of bringing it back, in words; `backupId` names the ref of a stranded commit. */
export function addSteps(missing: MissingWorktree, backupId: string): readonly PlanStep[] {
  const { keptEntry, git } = missing;
  const head = strandedHead(missing);
  return [
    ...(keptEntry === undefined
      ? []
      : [{ describe: `Copy git's old entry of ${git.worktreePath} to ${keptEntry}` }]),
    ...(head === undefined
      ? []
      : [
          {
            describe: 'Keep the commit that only the old entry names',
            command: ['git', 'update-ref', backupRef(backupId), head],
          },
        ]),
    {
      describe: `Bring ${git.worktreePath} back from ${describeSource(missing.source)}`,
      command: ['git', '-C', git.repoRoot, ...addArguments(missing)],
    },
  ];
}

/** Does what `addSteps` says. Errors tell what failed; what was copied stays. */
export async function addWorktree(
  deps: Pick<RecoverDeps, 'runGit'>,
  missing: MissingWorktree,
  backupId: string,
): Promise<Result<void, { readonly message: string }>> {
  const { git, stale, keptEntry } = missing;
  const adminDir = stale.kind === 'none' ? undefined : stale.entry.adminDir;
  if (keptEntry !== undefined && adminDir !== undefined) {
    await mkdir(dirname(keptEntry), { recursive: true });
    await cp(adminDir, keptEntry, { recursive: true });
  }
  failpoint('add:entry-kept');
  const head = strandedHead(missing);
  if (head !== undefined) {
    const args = ['update-ref', '--no-deref', backupRef(backupId), head];
    const kept = await deps.runGit({ cwd: git.repoRoot, args, access: 'write' });
    if (!kept.ok) return kept;
  }
  failpoint('add:head-kept');
  const added = await deps.runGit({
    cwd: git.repoRoot,
    args: addArguments(missing),
    access: 'write',
    timeoutMs: 10 * 60_000,
  });
  return added.ok ? ok(undefined) : added;
}
