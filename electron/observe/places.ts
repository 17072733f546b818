import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '#shared/domain/environment.ts';
import { readGitLink } from '#electron/platform/git-directories.ts';

/**
 * Whether a folder is itself a repository's worktree, or a bare repository. Only a look at the disk;
 * one that cannot be looked at counts as one, so that git's refusal is shown and not passed over.
 */
export async function isRepository(folder: string): Promise<boolean> {
  const link = await readGitLink(folder);
  if (link.kind !== 'none') return true;
  const parts = ['HEAD', 'objects', 'refs'].map((name) => fs.lstat(join(folder, name)));
  return (await Promise.allSettled(parts)).every(({ status }) => status === 'fulfilled');
}

/**
 * Every path that somebody answers for: the watched folders, and what records name, archived ones too.
 * A record that says “removed” does not answer for what is there nevertheless.
 */
export async function knownPlaces(
  environments: readonly Environment[],
  workspaces: readonly string[],
): Promise<{
  readonly knownPaths: ReadonlySet<string>;
  readonly knownRealPaths: ReadonlySet<string>;
}> {
  const recorded = environments
    .filter(({ executionMode, state }) => executionMode !== 'remote' && state !== 'removed')
    .flatMap(({ path, git, cleanupResult }) => [
      path,
      git?.worktreePath,
      cleanupResult?.retainedPath,
    ]);
  const knownPaths = new Set([...workspaces, ...recorded.filter((path) => path !== undefined)]);
  const real = [...knownPaths].map((path) => fs.realpath(path).catch(() => path));
  return { knownPaths, knownRealPaths: new Set(await Promise.all(real)) };
}
