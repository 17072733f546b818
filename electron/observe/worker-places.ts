import { promises as fs } from 'node:fs';
import type { WorkerPlace } from '#shared/domain/observation.ts';
import type { RecordSet } from '#shared/domain/records.ts';

/** Where recorded workers' directories really are: a record may name one by way of a symlink. */
export async function observeWorkerPlaces({
  workers,
}: Pick<RecordSet, 'workers'>): Promise<readonly WorkerPlace[]> {
  const paths = [...new Set(workers.map(({ record }) => record.workspacePath))];
  const places = paths.map(async (path) => ({
    path,
    // What is not there, or may not be looked at, is nobody's directory here.
    realPath: await fs.realpath(path).catch(() => undefined),
  }));
  return (await Promise.all(places)).flatMap(({ path, realPath }) =>
    realPath === undefined ? [] : [{ path, realPath }],
  );
}
