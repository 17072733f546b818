import type { Situation } from '#shared/domain/reconciliation.ts';
import { isWithin } from '#shared/domain/is-within.ts';
import { managedRoot } from '#shared/domain/managed-root.ts';

/** Finds the watched folder that a path belongs to: in it, or among its managed worktrees. */
export function createWorkspaceOf({ recorded }: Situation): (path: string | undefined) => string {
  const known = new Set<string>();
  for (const { workspace } of recorded.environments) known.add(workspace);
  for (const { workspace } of recorded.tasks) known.add(workspace);
  const longestFirst = [...known].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const holds = (workspace: string, path: string): boolean =>
    isWithin(path, workspace) || isWithin(path, managedRoot(workspace));
  return (path) =>
    path === undefined ? '' : (longestFirst.find((workspace) => holds(workspace, path)) ?? '');
}
