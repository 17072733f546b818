import { readFile, readdir, readlink } from 'node:fs/promises';
import { isWithin } from '#shared/domain/is-within.ts';
import type { Occupant } from '#shared/domain/occupant.ts';
import {
  isEndedState,
  parseProcessStat,
  type ProcessStat,
} from '#electron/platform/process-stat.ts';

/** What waits at a prompt has nothing to lose; what it runs is a process of its own. */
const isShell = /^-?(?:ba|z|da|a|k|c|tc|fi)?sh$|^(?:tmux|screen|login)\b/u;

/**
 * The living processes that work in a directory (real path) or below it, whoever started them; without
 * shells, and without this process and those it was started by. None where the system does not tell.
 */
export async function observeOccupants(
  directory: string,
  { procRoot = '/proc', self = process.pid }: { procRoot?: string; self?: number } = {},
): Promise<readonly Occupant[]> {
  const names = await readdir(procRoot).catch(() => []);
  const found: Occupant[] = [];
  let own: ReadonlySet<number> | undefined;
  for (const name of names) {
    if (!/^\d+$/u.test(name)) continue;
    // Another user's, or ended meanwhile.
    const cwd = await readlink(`${procRoot}/${name}/cwd`).catch(() => undefined);
    if (!isWithin(cwd, directory)) continue;
    const stat = await statOf(procRoot, Number(name));
    if (stat === undefined || isShell.test(stat.name)) continue;
    own ??= await lineOf(procRoot, self);
    if (!own.has(stat.pid)) found.push({ pid: stat.pid, name: stat.name });
  }
  return found;
}

async function statOf(procRoot: string, pid: number): Promise<ProcessStat | undefined> {
  const stat = parseProcessStat(await readFile(`${procRoot}/${pid}/stat`, 'utf8').catch(() => ''));
  return stat === undefined || isEndedState(stat.state) ? undefined : stat;
}

/** A process and those that it was started by. */
async function lineOf(procRoot: string, pid: number): Promise<ReadonlySet<number>> {
  const line = new Set<number>();
  for (let at = pid; at > 0 && !line.has(at);) {
    line.add(at);
    at = (await statOf(procRoot, at))?.parent ?? 0;
  }
  return line;
}
