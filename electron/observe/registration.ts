import { promises as fs } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type {
  EnvironmentReading,
  PathReading,
  RepositoryReading,
  WorktreeEntry,
  WorktreeLink,
} from '#shared/domain/observation.ts';
import { observeWorktreeLink } from './worktree-link.ts';

export type Registration = Pick<EnvironmentReading, 'registration' | 'worktree' | 'link'>;

/**
 * Registered: git lists a worktree at this real path, and the `.git` there leads to that worktree's
 * own admin directory (a copy of the folder, or a new worktree at an old path, would not).
 */
export async function observeRegistration(
  path: PathReading,
  repository: RepositoryReading | undefined,
): Promise<Registration> {
  if (path.kind === 'unknown' || repository?.kind !== 'read') return { registration: 'unknown' };
  const place = path.kind === 'present' ? path.realPath : await wouldBeRealPath(path.path);
  const entries = await Promise.all(
    repository.worktrees.map(async (entry) => ({
      entry,
      place: entry.realPath ?? (path.kind === 'absent' ? await wouldBeRealPath(entry.path) : ''),
    })),
  );
  const worktree = entries.find((candidate) => candidate.place === place)?.entry;
  if (path.kind === 'absent')
    return worktree === undefined
      ? { registration: 'unregistered' }
      : { registration: 'registered', worktree };
  const link = await observeWorktreeLink(path.realPath, repository.gitDir);
  return { registration: await judge(link, worktree), worktree, link };
}

/** A missing directory has no real path, but the folder it would be in may. */
const wouldBeRealPath = async (path: string): Promise<string> =>
  join(await fs.realpath(dirname(path)).catch(() => dirname(path)), basename(path));

async function judge(
  link: WorktreeLink,
  worktree: WorktreeEntry | undefined,
): Promise<EnvironmentReading['registration']> {
  if (link.kind === 'unknown') return 'unknown';
  if (worktree === undefined || link.kind !== 'entry') return 'unregistered';
  if (worktree.adminDir === undefined) return 'unknown';
  const { adminDir } = worktree;
  const listed = await fs.realpath(adminDir).catch(() => adminDir);
  return listed === link.adminDir ? 'registered' : 'unregistered';
}
