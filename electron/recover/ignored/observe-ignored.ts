import type { RunGit } from '#shared/domain/git.ts';
import { err, messageOf, ok, type Result } from '#shared/result.ts';
import { walkPaths } from '#electron/recover/backup/walk-paths.ts';

/** What git ignores in a worktree. */
export interface Ignored {
  /** Relative, in order; a folder that is ignored whole ends in a slash and stands for all in it. */
  readonly paths: readonly string[];
  /** Files and links. */
  readonly files: number;
  readonly bytes: number;
  /** The bound was reached: there is more. */
  readonly isPartial: boolean;
  /** The first that is neither file, link nor folder, or whose name git's output does not hold. */
  readonly unkeepable: string | undefined;
}

/** A plan only says how much there is: a dependency folder may hold hundreds of thousands. */
const countedUpTo = 5000;

/**
 * Looks at what git ignores in a worktree (absolute path); submodules and repositories that git does not
 * ignore are not gone into. `isWhole`: counts all of it, however much there is.
 */
export async function observeIgnored(
  runGit: RunGit,
  worktree: string,
  isWhole: boolean,
): Promise<Result<Ignored, string>> {
  const args = [
    'status',
    '--porcelain=v1',
    '-z',
    '--no-renames',
    '--untracked-files=all',
    '--ignore-submodules=all',
    '--ignored=matching',
  ];
  const listed = await runGit({ cwd: worktree, args, access: 'read', timeoutMs: 10 * 60_000 });
  if (!listed.ok) return err(listed.error.message);
  const paths = listed.value
    .split('\0')
    .filter((row) => row.startsWith('!! '))
    .map((row) => row.slice(3))
    .toSorted();
  try {
    return ok(await count(worktree, paths, isWhole ? Infinity : countedUpTo));
  } catch (error) {
    return err(messageOf(error));
  }
}

async function count(worktree: string, paths: readonly string[], upTo: number): Promise<Ignored> {
  const seen = { files: 0, bytes: 0 };
  // Git's output is read as UTF-8: another encoding leaves the mark of what could not be read.
  const unnamable = paths.find((path) => path.includes('\uFFFD'));
  let unkeepable = unnamable;
  let entries = 0;
  const named = paths.filter((path) => !path.includes('\uFFFD'));
  for await (const { path, stats, isAbove } of walkPaths(worktree, named)) {
    if ((entries += 1) > upTo) return { paths, ...seen, isPartial: true, unkeepable };
    if (isAbove || stats.isDirectory()) continue;
    seen.files += 1;
    seen.bytes += stats.size;
    if (!stats.isFile() && !stats.isSymbolicLink()) unkeepable ??= path.toString();
  }
  return { paths, ...seen, isPartial: false, unkeepable };
}

/** Whether all that git ignores at a path is among these: the path, what is in it, what is above it. */
export const standsFor = (paths: readonly string[], path: string): boolean =>
  paths.some((one) => {
    const plain = one.endsWith('/') ? one.slice(0, -1) : one;
    return plain === path || path.startsWith(`${plain}/`) || plain.startsWith(`${path}/`);
  });
