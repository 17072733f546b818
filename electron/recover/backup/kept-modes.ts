import { chmod, lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject } from '#shared/domain/json.ts';
import { saysAbsent } from '#electron/platform/system-error.ts';
import { mapAtOnce } from '#electron/recover/map-at-once.ts';

/** Paths of plain files by their permissions, in octal: git itself keeps whether one can be run, and no more. */
export type KeptModes = Readonly<Record<string, readonly string[]>>;

const atOnce = 32;
/** How git writes files where nobody asks for less: these need no keeping. */
const usual: ReadonlySet<number> = new Set([0o644, 0o755]);
const permissions = 0o777;

async function modeOf(path: string): Promise<number | undefined> {
  const stats = await lstat(path).catch((error: unknown) => {
    if (saysAbsent(error)) return undefined;
    throw error;
  });
  return stats?.isFile() === true ? stats.mode & permissions : undefined;
}

/** The unusual permissions among these files (relative to `worktree`). Rejects when one cannot be seen. */
export async function readModes(worktree: string, paths: readonly string[]): Promise<KeptModes> {
  const modes: Record<string, string[]> = {};
  const found = await mapAtOnce(paths, atOnce, (path) => modeOf(join(worktree, path)));
  paths.forEach((path, index) => {
    const mode = found[index];
    if (mode !== undefined && !usual.has(mode)) (modes[mode.toString(8)] ??= []).push(path);
  });
  return modes;
}

/** Out of a stored backup; what is not as `readModes` gives it is left out, as in an older backup. */
export function parseModes(stored: unknown): KeptModes {
  if (!isObject(stored)) return {};
  const modes = Object.entries(stored).flatMap(([mode, paths]) =>
    /^[0-7]{1,3}$/u.test(mode) && Array.isArray(paths)
      ? [[mode, paths.filter((path) => typeof path === 'string')] as const]
      : [],
  );
  return Object.fromEntries(modes);
}

/** Gives those of the files their permissions back that `written` names. Rejects when it cannot. */
export async function writeModes(
  worktree: string,
  modes: KeptModes,
  written: (path: string) => boolean,
): Promise<void> {
  for (const [mode, paths] of Object.entries(modes))
    await mapAtOnce(paths.filter(written), atOnce, async (path) => {
      const file = join(worktree, path);
      const now = await modeOf(file);
      const wanted = Number.parseInt(mode, 8);
      if (now !== undefined && now !== wanted) await chmod(file, wanted);
    });
}
