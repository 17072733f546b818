import type { WorkerOperation } from '#shared/domain/observation.ts';
import type { RecordSet } from '#shared/domain/records.ts';
import { isAtWork } from '#shared/domain/worker.ts';
import { findGitDirectories } from '#electron/platform/git-directories.ts';
import { readAdminDirectory } from './admin-directory.ts';

async function observeOne(path: string): Promise<readonly WorkerOperation[]> {
  const directories = await findGitDirectories(path);
  const admin = directories && (await readAdminDirectory(directories.own));
  return admin?.operation === undefined ? [] : [{ path, operation: admin.operation }];
}

/**
 * Git operations half done where workers at work are recorded to be. Their places may be clones, which
 * no watched repository lists; only git's own files there are looked at.
 */
export async function observeWorkerOperations({
  workers,
}: Pick<RecordSet, 'workers'>): Promise<readonly WorkerOperation[]> {
  const paths = new Set(
    workers.flatMap(({ record }) => (isAtWork(record) ? [record.workspacePath] : [])),
  );
  return (await Promise.all([...paths].map(observeOne))).flat();
}
