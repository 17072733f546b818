import { availableParallelism } from 'node:os';
import { openConsole } from '#electron/console/open-console.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { createGate } from '#electron/platform/gate.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import type { Clock } from '#shared/domain/clock.ts';
import type { RunGit } from '#shared/domain/git.ts';

/** Git run directly, never more of it than there are cores. */
function createBoundedGit(): RunGit {
  const gate = createGate(availableParallelism());
  const runGit = createGitRunner();
  return (request) => gate(() => runGit(request));
}

/** A console of a home in this process: for a command, and as long as it takes. */
export const openTerminalConsole = (
  home: string,
  {
    runGit = createBoundedGit(),
    clock = systemClock,
  }: { readonly runGit?: RunGit; readonly clock?: Clock } = {},
): ReturnType<typeof openConsole> =>
  openConsole({ home, shell: 'terminal', fallbackReason: null, runGit, clock });
