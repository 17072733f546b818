import { ok, type Result } from '#shared/result.ts';
import type { BackupError, BackupGit } from './backup-git.ts';
import type { Backup } from './backup-record.ts';

/**
 * Gives a backup its ref. Never takes one from another: where the name is in use, the error says so, but
 * for a backup that holds the very same, made by an earlier attempt of the same plan that was overtaken
 * before it began; that one is given then.
 */
export async function nameBackup(
  git: BackupGit,
  made: Backup,
): Promise<Result<Backup, BackupError>> {
  const none = '0'.repeat(made.head.length);
  const named = await git.run('update-ref', '--no-deref', made.ref, made.commit, none);
  if (named.ok) return ok(made);
  const same = await findSame(git, made);
  return same === undefined ? named : ok(same);
}

async function findSame(git: BackupGit, made: Backup): Promise<Backup | undefined> {
  const parts = ['', '^3', '^1', '^{tree}', '^2^{tree}', '^3^{tree}'];
  const asked = [...parts.map((part) => made.ref + part), `${made.admin}^{tree}`];
  const told = await git.run('rev-parse', ...asked);
  if (!told.ok) return undefined;
  const [commit, admin, head, workTree, indexTree, adminTree, madeAdminTree] =
    told.value.split('\n');
  const isSame =
    head === made.head &&
    workTree === made.workTree &&
    indexTree === made.indexTree &&
    adminTree === madeAdminTree;
  return isSame && commit !== undefined && admin !== undefined
    ? { ...made, commit, admin }
    : undefined;
}
