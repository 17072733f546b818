import { basename } from 'node:path';
import type { Journal } from '#electron/journal/open-journal.ts';

/** Watches the folder from now on, if it is not watched yet: whoever records work there wants to see it. */
export function watchFolder({ workspaces }: Pick<Journal, 'workspaces'>, path: string): void {
  const isWatched = workspaces.list().some((workspace) => workspace.path === path);
  if (!isWatched) workspaces.add({ path, name: basename(path), isSample: false });
}
