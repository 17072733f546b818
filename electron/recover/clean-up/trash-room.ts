import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Result } from '#shared/result.ts';
import { nearestThere, obstacleToWriting, sizeOfWork } from '#electron/recover/backup/room.ts';
import type { WorktreeWork } from '#electron/recover/environment-work.ts';
import type { Place } from './place.ts';

/** Undefined for what cannot be looked at: then the rename itself says why. */
const volumeOf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ dev }) => dev,
    () => undefined,
  );

/**
 * Why a directory cannot go into the trash by one rename, or its work not into a backup before that;
 * undefined when they can. Looked at before anything is done; asked of what is there.
 */
export async function obstacleOfTrash(
  { path, seen, repository }: Place,
  trash: string,
  work: Result<WorktreeWork, string> | undefined,
): Promise<string | undefined> {
  if (seen.kind !== 'present') return undefined;
  const trashObstacle = await obstacleToWriting(trash, 0);
  if (trashObstacle !== undefined) return trashObstacle;
  const above = await nearestThere(dirname(trash));
  if ((await volumeOf(path)) !== (await volumeOf(above)))
    return `${path} is on another volume than ${dirname(trash)}, so it could not be moved there whole; move it by hand, or forget its record`;
  // A rename changes the folder above it as well.
  const leaving = await obstacleToWriting(dirname(path), 0);
  if (leaving !== undefined || work?.ok !== true || repository?.kind !== 'read') return leaving;
  const bytes = await sizeOfWork(path, work.value.work.paths);
  return obstacleToWriting(join(repository.gitDir, 'objects'), bytes);
}
