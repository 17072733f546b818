import type { RepositoryReading, WorktreeEntry } from '#shared/domain/observation.ts';

/** Finds what git lists at a path, or where that leads, in any repository that could be read. */
export function createListedWorktree(
  repositories: readonly RepositoryReading[],
): (path: string) => WorktreeEntry | undefined {
  const entries = new Map<string, WorktreeEntry>();
  for (const repository of repositories)
    if (repository.kind === 'read')
      for (const entry of repository.worktrees)
        for (const path of [entry.path, entry.realPath])
          if (path !== undefined) entries.set(path, entry);
  return (path) => entries.get(path);
}
