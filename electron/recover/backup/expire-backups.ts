import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptBackup } from '#shared/domain/backup.ts';
import { messageOf } from '#shared/result.ts';
import { isSeen } from '#electron/platform/files.ts';
import { trashedDirectory } from '#electron/recover/clean-up/move-to-trash.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { withScratch } from '#electron/recover/scratch.ts';
import { listBackups } from './list-backups.ts';
import { removeWhole } from './remove-whole.ts';
import { readTrashNote, trashNoteName } from './trash-note.ts';

/**
 * Removes what was kept longer than the policy says, each with a row in the audit. What could not be
 * removed is tried again a day later. Gives how many went.
 */
export async function expireBackups(deps: RecoverDeps): Promise<number> {
  const nowMs = deps.clock.nowMs();
  deps.undoLog.forgetBefore(nowMs - deps.policy.backupRetentionMs);
  let gone = 0;
  for (const kept of await listBackups(deps)) {
    if (kept.expiresAt === null || Date.parse(kept.expiresAt) > nowMs) continue;
    const why = await remove(deps, kept);
    gone += why === undefined ? 1 : 0;
    deps.audit({
      actor: 'rollcall',
      verb: 'backup_expired',
      subject: `directory:${kept.path || kept.location}`,
      before: kept,
      result: why === undefined ? 'applied' : 'failed',
      message:
        why === undefined
          ? `${kept.location} was kept until ${kept.expiresAt}, and is removed.`
          : `${kept.location} was kept until ${kept.expiresAt}, and could not be removed: ${why}`,
    });
  }
  return gone;
}

async function remove(deps: RecoverDeps, kept: KeptBackup): Promise<string | undefined> {
  if (kept.kind === 'git_ref') {
    const why = await removeIgnored(deps, kept);
    return why ?? removeRef(deps, kept);
  }
  const note = await readTrashNote(kept.location);
  try {
    await removeTrashed(kept.location);
  } catch (error) {
    return messageOf(error);
  }
  // The ref was made for the same thing, at the same time.
  return note?.ref === undefined
    ? undefined
    : removeRef(deps, { repoRoot: note.repoRoot, location: note.ref });
}

/**
 * Its directory loses its name by one rename first: one that was removed in part is not given back. The
 * note that tells of it goes last, so that the rest is tried again.
 */
async function removeTrashed(location: string): Promise<void> {
  const directory = trashedDirectory(location);
  if (await isSeen(directory)) await rename(directory, join(location, 'expired'));
  for (const name of await readdir(location))
    if (name !== trashNoteName) await removeWhole(join(location, name));
  await rm(location, { recursive: true, force: true });
}

/** By one rename first: one that was removed in part would not be known any more. */
async function removeIgnored(
  { home }: RecoverDeps,
  { ignored }: KeptBackup,
): Promise<string | undefined> {
  if (ignored === undefined) return undefined;
  try {
    await withScratch(home, (scratch) => rename(ignored.location, join(scratch, 'expired')));
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

async function removeRef(
  { runGit }: RecoverDeps,
  { repoRoot, location }: Pick<KeptBackup, 'repoRoot' | 'location'>,
): Promise<string | undefined> {
  if (repoRoot === undefined) return undefined;
  const args = ['update-ref', '--no-deref', '-d', location];
  const removed = await runGit({ cwd: repoRoot, args, access: 'write' });
  return removed.ok ? undefined : removed.error.message;
}
