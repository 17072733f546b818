import { promises as fs } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { PlanStep } from '#shared/domain/plan.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { isSeen } from '#electron/platform/files.ts';
import { clearBackup } from '#electron/recover/backup/clear-backup.ts';
import { keepEntry } from '#electron/recover/backup/keep-entry.ts';
import type { Look } from '#electron/recover/look.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { ActFailure } from '#electron/recover/recovery-verb.ts';

/** An entry of git's that was made for a directory whose own was lost. */
export interface MadeEntry {
  readonly repoRoot: string;
  readonly adminDir: string;
  /** The commit it names; undefined when that could not be seen. */
  readonly head: string | undefined;
  /** Private ref under which all that only it names is kept before it goes. */
  readonly ref: string;
  readonly about: { readonly path: string; readonly environmentId: string };
}

/** Looks at the entry that a link belongs to. */
export async function observeMadeEntry(
  look: Look,
  gitdir: string,
  made: Omit<MadeEntry, 'adminDir' | 'head'>,
): Promise<MadeEntry> {
  const adminDir = dirname(gitdir);
  const repository = await look.repository(made.repoRoot);
  const others = repository.kind === 'read' ? repository.worktrees : [];
  // Git names it by its real path, which may be written otherwise.
  const entry = others.find((one) => basename(one.adminDir ?? '') === basename(adminDir));
  return { ...made, adminDir, head: entry?.head };
}

export const madeEntrySteps = (made: MadeEntry | undefined): readonly PlanStep[] =>
  made === undefined
    ? []
    : [
        { describe: `Keep HEAD and what is staged in ${made.ref}` },
        { describe: `Remove the entry ${made.adminDir}, and no other` },
      ];

/** Keeps what only the entry names; one that an ended attempt made is made anew. */
export async function keepMadeEntry(
  deps: Pick<RecoverDeps, 'runGit' | 'home' | 'clock'>,
  { head = '', ...made }: MadeEntry,
): Promise<Result<void, ActFailure>> {
  const cleared = await clearBackup(deps.runGit, made.repoRoot, made.ref);
  const kept = cleared.ok
    ? await keepEntry(deps, { ...made, head, at: deps.clock.now() })
    : cleared;
  failpoint('undo:entry-kept');
  return kept.ok
    ? ok(undefined)
    : err({
        kind: 'failed',
        why: `Nothing was changed, as the backup failed: ${kept.error.message}`,
      });
}

/** Takes the entry of a link out of git's list by one rename, then removes it. */
export async function removeMadeEntry(gitdir: string, id: string): Promise<void> {
  const adminDir = dirname(gitdir);
  const scratch = join(dirname(dirname(adminDir)), `rollcall-undo-${id}`);
  if (await isSeen(adminDir)) {
    await fs.rm(scratch, { recursive: true, force: true });
    await fs.rename(adminDir, scratch);
  }
  failpoint('undo:entry-unlisted');
  await fs.rm(scratch, { recursive: true, force: true });
}
