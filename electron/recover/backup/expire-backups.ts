import { rm } from 'node:fs/promises';
import type { KeptBackup } from '#shared/domain/backup.ts';
import { messageOf } from '#shared/result.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { listBackups } from './list-backups.ts';
import { readTrashNote } from './trash-note.ts';

/**
 * Removes what was kept longer than the policy says, each with a row in the audit. What could not be
 * removed stays for the next start. Gives how many went.
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
  if (kept.kind === 'git_ref') return removeRef(deps, kept.repoRoot, kept.location);
  const note = await readTrashNote(kept.location);
  try {
    await rm(kept.location, { recursive: true, force: true });
  } catch (error) {
    return messageOf(error);
  }
  // The ref was made for the same thing, at the same time.
  return note?.ref === undefined ? undefined : removeRef(deps, note.repoRoot, note.ref);
}

async function removeRef(
  { runGit }: RecoverDeps,
  repoRoot: string | undefined,
  ref: string,
): Promise<string | undefined> {
  if (repoRoot === undefined) return undefined;
  const args = ['update-ref', '--no-deref', '-d', ref];
  const removed = await runGit({ cwd: repoRoot, args, access: 'write' });
  return removed.ok ? undefined : removed.error.message;
}
