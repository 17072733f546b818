import { join, resolve } from 'node:path';
import envPaths from 'env-paths';

interface HomeChoice {
  /** What `--home` said, if anything. */
  readonly argument: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Where journal, sessions and backups live: `--home`, else `ROLLCALL_HOME`, else the platform's
 * place for user data. Absolute; need not exist yet. An empty string counts as not given.
 */
export function homeDirectory({ argument, env }: HomeChoice): string {
  for (const given of [argument, env['ROLLCALL_HOME']])
    if (given !== undefined && given !== '') return resolve(given);
  return envPaths('rollcall', { suffix: '' }).data;
}

export interface HomePaths {
  readonly home: string;
  readonly journal: string;
  /** One folder per session below it, kept by the process engine. */
  readonly sessions: string;
  /** What a resumed agent is given, a file for each session. */
  readonly resumeStates: string;
  /** Who owns this home. */
  readonly consoleFile: string;
  readonly logFile: string;
  /** What actions moved aside. */
  readonly trash: string;
  /** What git ignores, kept with a private ref by choice: a folder for each. */
  readonly backups: string;
  /** What is only needed while an action runs; emptied at each start. */
  readonly scratch: string;
  /** The sample world's repository. */
  readonly sample: string;
}

/** The names of everything in a home directory (absolute); creates nothing. */
export const homePaths = (home: string): HomePaths => ({
  home,
  journal: join(home, 'journal.db'),
  sessions: join(home, 'sessions'),
  resumeStates: join(home, 'resume-states'),
  consoleFile: join(home, 'console.json'),
  logFile: join(home, 'rollcall.log'),
  trash: join(home, 'trash'),
  backups: join(home, 'backups'),
  scratch: join(home, 'scratch'),
  sample: join(home, 'sample'),
});
