import { statSync } from 'node:fs';
import type { GitRequest, RunGit } from '#shared/domain/git.ts';
import { ok } from '#shared/result.ts';
import { forbiddenVariables } from './git-environment.ts';
import { repositoryFilters } from './git-filters.ts';
import { globalOption, readsContents } from './git-hardening.ts';
import { failed, spawnGit, type Outcome } from './spawn-git.ts';

export interface GitRunnerOptions {
  /** How much a command may print, both streams together; 64 MiB. */
  readonly maxOutputBytes?: number;
}

/**
 * Runs git itself, in this process's own children. See `GitRequest`: reads take no locks, run nothing
 * that the repository's configuration names, and nobody is asked for a password. Inherited GIT_…
 * variables are ignored. For writes hooks are off too; content filters stay on, as a checkout needs
 * them.
 */
export function createGitRunner(options: GitRunnerOptions = {}): RunGit {
  const { maxOutputBytes = 64 * 1024 * 1024 } = options;
  return async (request) => {
    const refusal = refuse(request);
    if (refusal !== undefined) return refusal;
    const timeoutMs = request.timeoutMs ?? 30_000;
    const endMs = performance.now() + timeoutMs;
    // Whoever asks waits no longer for two commands than for one.
    const runOnce = (one: GitRequest, filters: readonly string[]): Promise<Outcome> =>
      spawnGit(one, filters, { timeoutMs, leftMs: endMs - performance.now(), maxOutputBytes });
    const filters = readsContents(request) ? await repositoryFilters(request.cwd, runOnce) : ok([]);
    return filters.ok ? runOnce(request, filters.value) : filters;
  };
}

/** A request that must not run as it is: a caller's bug, or a directory that is not there. */
function refuse(request: GitRequest): Outcome | undefined {
  const option = globalOption(request.args);
  if (option !== undefined)
    return failed(`A git command may not begin with an option (“${option}”); nothing was run.`);
  const forbidden = forbiddenVariables(request);
  if (forbidden.length > 0)
    return failed(`A git command may not set ${forbidden.join(', ')}; nothing was run.`);
  try {
    if (statSync(request.cwd).isDirectory()) return undefined;
    return failed(`${request.cwd} is not a directory, so git could not look there.`);
  } catch (error) {
    return failed(`git could not look in ${request.cwd}: ${String(error)}`);
  }
}
