import { realpath } from 'node:fs/promises';
import type { RepositoryReading } from '#shared/domain/observation.ts';
import { readGitLink } from '#electron/platform/git-directories.ts';

/**
 * Another directory that `git worktree repair` would take for this repository's, as it mends all
 * entries at once: an old entry names it, and its `.git` leads to something else that is there. Gives
 * its path, or undefined when there is none. `own` is the directory that is to be repaired.
 */
export async function findTakenByRepair(
  repository: RepositoryReading,
  own: string,
): Promise<string | undefined> {
  if (repository.kind === 'unknown') return undefined;
  for (const { isMain, adminDir, path, realPath } of repository.worktrees) {
    if (isMain || adminDir === undefined || realPath === undefined || path === own) continue;
    const link = await readGitLink(realPath);
    if (link.kind !== 'pointer') continue;
    const leadsTo = await realpath(link.path).catch(() => undefined);
    if (leadsTo !== undefined && leadsTo !== (await realpath(adminDir).catch(() => adminDir)))
      return path;
  }
  return undefined;
}
