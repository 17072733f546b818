import { promises as fs } from 'node:fs';
import { isWithin } from '#shared/domain/is-within.ts';
import type { GitAtWork } from '#shared/domain/observation.ts';
import { isEndedState, parseProcessStat } from '#electron/platform/process-stat.ts';

export interface LockedPlace {
  /** Real path of the worktree. */
  readonly worktree: string;
  /** Real path of its `index.lock`. */
  readonly lock: string;
}

type Link = (path: string) => Promise<string | undefined>;

/** Undefined when it may not be read, or the process has ended. */
const linkOf: Link = (path) => fs.readlink(path).catch(() => undefined);

async function hasOpen(process: string, lock: string): Promise<boolean> {
  const names = await fs.readdir(`${process}/fd`).catch(() => []);
  const targets = await Promise.all(names.map((name) => linkOf(`${process}/fd/${name}`)));
  return targets.includes(lock);
}

/** Whether this process holds the lock: `maybe` for a git whose place may not be read. */
async function holds(
  process: string,
  { worktree, lock }: LockedPlace,
): Promise<'yes' | 'no' | 'maybe'> {
  if (await hasOpen(process, lock)) return 'yes';
  const text = await fs.readFile(`${process}/stat`, 'utf8').catch(() => '');
  const stat = parseProcessStat(text);
  if (stat === undefined || isEndedState(stat.state) || !/^git\b/u.test(stat.name)) return 'no';
  const cwd = await linkOf(`${process}/cwd`);
  if (cwd === undefined) return 'maybe';
  return isWithin(cwd, worktree) ? 'yes' : 'no';
}

/**
 * Whether a process holds an index.lock: one that has the file open, or a git that works in the
 * worktree (it closes the file before it renames it). Only Linux tells; elsewhere it is unknown.
 */
export async function observeGitAtWork(place: LockedPlace, procRoot = '/proc'): Promise<GitAtWork> {
  const names = await fs.readdir(procRoot).catch(() => []);
  const pids = names.filter((name) => /^\d+$/u.test(name));
  if (pids.length === 0) return { kind: 'unknown', why: `${procRoot} does not list processes` };
  let unseen: string | undefined;
  for (const pid of pids) {
    const answer = await holds(`${procRoot}/${pid}`, place);
    if (answer === 'yes') return { kind: 'running', pid: Number(pid) };
    if (answer === 'maybe') unseen ??= pid;
  }
  return unseen === undefined
    ? { kind: 'none' }
    : { kind: 'unknown', why: `process ${unseen} is a git, and where it works may not be read` };
}
