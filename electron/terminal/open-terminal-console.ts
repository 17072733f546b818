import { openConsole } from '#electron/console/open-console.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import type { Clock } from '#shared/domain/clock.ts';
import type { RunGit } from '#shared/domain/git.ts';

/** A console of a home in this process, with git run directly: for a command, and as long as it takes. */
export const openTerminalConsole = (
  home: string,
  {
    runGit = createGitRunner(),
    clock = systemClock,
  }: { readonly runGit?: RunGit; readonly clock?: Clock } = {},
): ReturnType<typeof openConsole> =>
  openConsole({ home, shell: 'terminal', fallbackReason: null, runGit, clock });
