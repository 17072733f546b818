import { promises as fs } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Fact, PlanItem, PlanStep } from '#shared/domain/plan.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { isSeen } from '#electron/platform/files.ts';
import { copyWhole, digestTree } from '#electron/recover/backup/copy-whole.ts';
import { plannedFact } from '#electron/recover/target.ts';

/** The name under which a plan keeps where git's entry of a missing worktree was. */
const oldEntryFact = "git's old entry";

/** For a plan; none where git has no entry of it. */
export const oldEntryFacts = (adminDir: string | undefined): readonly Fact[] =>
  adminDir === undefined ? [] : [{ fact: oldEntryFact, value: adminDir }];

/** Git's entry of a worktree as it was before the worktree was brought back. */
export interface OldEntry {
  readonly adminDir: string;
  /** The copy that was made of it. */
  readonly kept: string;
  readonly state: 'kept' | 'back' | 'lost';
}

/** Looks at it; undefined where there was none. */
export async function observeOldEntry(
  planned: PlanItem,
  kept: string,
): Promise<OldEntry | undefined> {
  const adminDir = plannedFact(planned, oldEntryFact);
  if (adminDir === undefined) return undefined;
  if (!(await isSeen(kept)))
    return { adminDir, kept, state: (await isSeen(adminDir)) ? 'back' : 'lost' };
  const [one, other] = await Promise.all([adminDir, kept].map(digestOrNone));
  return { adminDir, kept, state: one === other ? 'back' : 'kept' };
}

/** What is not there, or not whole, is like nothing else. */
const digestOrNone = (path: string): Promise<string> =>
  digestTree(path).catch(() => `none of ${path}`);

export const oldEntrySteps = (old: OldEntry | undefined): readonly PlanStep[] =>
  old?.state === 'kept' ? [{ describe: `Put git's old entry of it back as ${old.adminDir}` }] : [];

export const oldEntryWarnings = (old: OldEntry | undefined): readonly string[] =>
  old?.state === 'lost' ? [`Git's old entry of it is not in ${old.kept} any more.`] : [];

/** Puts it back by one rename, unless another worktree has its name by now; its copy goes then. */
export async function putEntryBack(old: OldEntry, id: string): Promise<void> {
  const { adminDir, kept, state } = old;
  // Beside `worktrees`, where git does not take half a copy for an entry.
  const scratch = join(dirname(dirname(adminDir)), `rollcall-undo-${id}`);
  await fs.rm(scratch, { recursive: true, force: true });
  if (state === 'kept') {
    if (await isSeen(adminDir)) return;
    await copyWhole(kept, scratch);
    failpoint('undo:entry-copied');
    await fs.mkdir(dirname(adminDir), { recursive: true });
    await fs.rename(scratch, adminDir);
  }
  failpoint('undo:entry-back');
  if (!(await isSeen(adminDir))) return;
  await fs.rm(kept, { recursive: true, force: true });
  failpoint('undo:entry-copy-removed');
  // Where something else lies beside it, that stays.
  await fs.rmdir(dirname(kept)).catch(() => undefined);
}
