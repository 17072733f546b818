import { statSync } from 'node:fs';
import type { ObserveProcess } from '#shared/domain/engine.ts';
import { isRetiredEnvironment, type Environment } from '#shared/domain/environment.ts';

/** One stat as text; an error is an answer too. */
function statAsText(path: string): string {
  try {
    const { mtimeMs, ctimeMs, ino } = statSync(path);
    return `${ino}:${mtimeMs}:${ctimeMs}`;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'error';
  }
}

/**
 * A few stats per environment, no git: its directory and, for a worktree, its admin directory's HEAD,
 * index and lock. A different stamp says “changed”; the same one never says “clean” (edits in place
 * and files in subdirectories do not show): a full look finds those.
 */
export function stampEnvironment(environment: Environment, adminDir: string | undefined): string {
  if (isRetiredEnvironment(environment) || environment.executionMode === 'remote') return '';
  const paths = [environment.path];
  if (adminDir !== undefined)
    paths.push(adminDir, `${adminDir}/HEAD`, `${adminDir}/index`, `${adminDir}/locked`);
  return paths.map(statAsText).join(' ');
}

/** What became of the process that holds the lease; empty when no lease is held by one. */
export async function stampHolder(
  observeProcess: ObserveProcess,
  { lease }: Environment,
): Promise<string> {
  if (lease === undefined || lease.releasedAt !== undefined) return '';
  const { pid, startTime, bootId, host } = lease.holder;
  if (pid === undefined) return '';
  return (await observeProcess({ pid, startTime, bootId, host })).kind;
}

/** Changes when a directory appears in or leaves a managed root or a repository's worktree list. */
export const stampWorkspaces = (workspaces: readonly string[]): string =>
  workspaces
    .flatMap((path) => [`${path}.worktrees`, `${path}/.git/worktrees`])
    .map((path) => `${path} ${statAsText(path)}`)
    .join('\n');
