import { promises as fs } from 'node:fs';
import { dirname, join } from 'node:path';
import { err, messageOf, ok, type Result } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { isSeen } from '#electron/platform/files.ts';
import { copyWhole } from '#electron/recover/backup/copy-whole.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { trashedEntry } from '#electron/recover/clean-up/move-to-trash.ts';
import { directoryOf, markName, type TrashedEntry, type TrashScene } from './trash-scene.ts';

/**
 * Gives a directory back from the trash: git's entry first (a copy, put there by one rename), then the
 * directory by one rename, so that it is in one of both places at any time. Errors say where it is.
 */
export async function giveBack(
  { runGit }: Pick<RecoverDeps, 'runGit'>,
  scene: TrashScene,
): Promise<Result<void, string>> {
  const { entry, to, kept } = scene;
  try {
    if (entry !== undefined) {
      const made = await makeBranch(runGit, scene, entry);
      if (!made.ok) return err(`Nothing was changed: ${made.error.message}`);
      if (!entry.isThere) await putEntry(scene, entry);
    }
    failpoint('restore:entry-back');
    if (scene.place === 'empty') await fs.rmdir(to);
    await fs.rename(directoryOf(scene), to);
    failpoint('restore:directory-back');
    if (entry !== undefined) await finishEntry(scene, entry);
    return ok(undefined);
  } catch (error) {
    const why = messageOf(error);
    return err(`It is still in ${kept.location}, or by now in ${to}: ${why}`);
  }
}

/** Whether an earlier attempt was ended between the directory's way back and the rest. */
export async function isGivenBack(scene: TrashScene): Promise<boolean> {
  return !(await isSeen(directoryOf(scene))) && scene.place === 'taken';
}

/** Does that rest. */
export async function finishGivingBack(scene: TrashScene): Promise<void> {
  if (scene.entry?.isThere === true) await finishEntry(scene, scene.entry);
}

/** What is left in the trash by then is a copy of what was put back; the note that tells of it goes last. */
export async function emptyTrash({ kept }: TrashScene): Promise<void> {
  await fs.rm(trashedEntry(kept.location), { recursive: true, force: true });
  failpoint('restore:entry-copy-removed');
  await fs.rm(kept.location, { recursive: true, force: true });
}

/** Takes back what an attempt put in place before the directory's turn; nothing else knows of it. */
export async function takeEntryBack(scene: TrashScene): Promise<void> {
  const { entry } = scene;
  if (entry === undefined) return;
  await fs.rm(scratchOf(scene, entry), { recursive: true, force: true });
  if (entry.isThere) await fs.rm(entry.adminDir, { recursive: true, force: true });
}

async function makeBranch(
  runGit: RecoverDeps['runGit'],
  { note }: TrashScene,
  { head }: TrashedEntry,
): Promise<Result<unknown, { readonly message: string }>> {
  if (head.kind !== 'branch_made') return ok(undefined);
  const none = '0'.repeat(head.commit.length);
  const args = ['update-ref', `refs/heads/${head.branch}`, head.commit, none];
  return runGit({ cwd: note.repoRoot ?? '', args, access: 'write' });
}

/** Beside `worktrees`, where git does not take half a copy for an entry. */
const scratchOf = ({ kept }: TrashScene, { adminDir }: TrashedEntry): string =>
  join(dirname(dirname(adminDir)), `rollcall-restore-${kept.id}`);

async function putEntry(scene: TrashScene, entry: TrashedEntry): Promise<void> {
  const { to } = scene;
  const scratch = scratchOf(scene, entry);
  await fs.rm(scratch, { recursive: true, force: true });
  await copyWhole(entry.kept, scratch);
  await fs.writeFile(join(scratch, markName), entry.kept);
  if (entry.isMoved) await fs.writeFile(join(scratch, 'gitdir'), `${join(to, '.git')}\n`);
  if (entry.head.kind === 'detached')
    await fs.writeFile(join(scratch, 'HEAD'), `${entry.head.commit}\n`);
  failpoint('restore:entry-copied');
  await fs.mkdir(dirname(entry.adminDir), { recursive: true });
  await fs.rename(scratch, entry.adminDir);
}

async function finishEntry({ to }: TrashScene, entry: TrashedEntry): Promise<void> {
  if (entry.isMoved) await fs.writeFile(join(to, '.git'), `gitdir: ${entry.adminDir}\n`);
  await fs.rm(join(entry.adminDir, markName), { force: true });
}
