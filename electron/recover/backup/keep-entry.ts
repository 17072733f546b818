import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '#shared/domain/run.ts';
import { err, messageOf, ok, type Result } from '#shared/result.ts';
import { saysAbsent } from '#electron/platform/system-error.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { withScratch } from '#electron/recover/scratch.ts';
import { backupMessage, type BackupAbout } from './backup-record.ts';
import { createBackupGit, type BackupError } from './backup-git.ts';
import { keepAdminFiles } from './keep-admin.ts';
import { settleUnmerged } from './unmerged.ts';

/** A worktree whose own `.git` does not lead to its entry, so that git cannot be asked in it. */
export interface EntryRequest {
  readonly repoRoot: string;
  readonly adminDir: string;
  readonly head: string;
  /** Full name of the ref to be made; must not exist. */
  readonly ref: string;
  readonly about: BackupAbout;
  readonly at: Instant;
}

/**
 * Keeps under a private ref what only git's entry of a worktree names: HEAD, what is staged, the commits
 * of its reflog. The files themselves are not looked at. Errors say why; nothing was removed then.
 */
export async function keepEntry(
  deps: Pick<RecoverDeps, 'runGit' | 'home'>,
  request: EntryRequest,
): Promise<Result<void, BackupError>> {
  try {
    return await withScratch(deps.home, (scratch) => keep(deps, request, scratch));
  } catch (error) {
    return err({ kind: 'backup_failed', message: messageOf(error) });
  }
}

async function keep(
  { runGit }: Pick<RecoverDeps, 'runGit'>,
  { repoRoot, adminDir, head, ref, about, at }: EntryRequest,
  scratch: string,
): Promise<Result<void, BackupError>> {
  const onIndex = (name: string) =>
    createBackupGit(runGit, { worktree: repoRoot, indexFile: join(scratch, name), at });
  const git = onIndex('index');
  await copyFile(join(adminDir, 'index'), join(scratch, 'index')).catch((error: unknown) => {
    // Without an index nothing is staged.
    if (!saysAbsent(error)) throw error;
  });
  const unmerged = await settleUnmerged(git);
  if (!unmerged.ok) return unmerged;
  const tree = await git.run('write-tree');
  if (!tree.ok) return tree;
  const admin = await keepAdminFiles(onIndex('admin-index'), {
    worktree: repoRoot,
    gitDir: adminDir,
    scratch,
    unmerged: unmerged.value,
    message: backupMessage('git files', about),
  });
  if (!admin.ok) return admin;
  const message = backupMessage('index', about);
  const commit = await git.commit(tree.value, [head, admin.value], message);
  if (!commit.ok) return commit;
  const made = await git.run(
    'update-ref',
    '--no-deref',
    ref,
    commit.value,
    '0'.repeat(head.length),
  );
  if (!made.ok) return made;
  const kept = await git.run('rev-parse', '--verify', `${ref}^{tree}`);
  if (!kept.ok) return kept;
  return kept.value === tree.value
    ? ok(undefined)
    : err({ kind: 'read_back_differs', message: 'What was staged did not read back.' });
}
