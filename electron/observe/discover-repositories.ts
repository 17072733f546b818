import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A repository that already has worktrees: somebody works there in parallel. */
export interface FoundRepository {
  readonly path: string;
  readonly name: string;
  readonly worktrees: number;
}

/** Where people keep repositories, below their home directory. */
const usualFolders = ['', 'code', 'src', 'dev', 'projects', 'repos', 'work', 'git', 'Documents'];

/** A first look must be quick: more directories than this are not opened. */
const maxDirectories = 3000;

/** Names of the directories in it; none when it cannot be read, since this is only a suggestion. */
async function directoriesIn(path: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch {
    return [];
  }
}

/**
 * Repositories with linked worktrees, at most two levels below the usual folders of `homeDirectory`
 * and in `startDirectory` itself; most worktrees first, at most 20. Reads directory names only.
 */
export async function discoverRepositories(options: {
  readonly homeDirectory: string;
  readonly startDirectory: string;
}): Promise<readonly FoundRepository[]> {
  const found = new Map<string, FoundRepository>();
  const opened = new Set<string>();

  async function visit(path: string, depth: number): Promise<void> {
    if (opened.has(path) || opened.size >= maxDirectories) return;
    opened.add(path);
    const names = await directoriesIn(path);
    if (names.includes('.git')) {
      const worktrees = (await directoriesIn(join(path, '.git', 'worktrees'))).length;
      if (worktrees > 0) found.set(path, { path, name: basename(path), worktrees });
      return;
    }
    if (depth === 0) return;
    for (const name of names) if (!name.startsWith('.')) await visit(join(path, name), depth - 1);
  }

  await visit(options.startDirectory, 1);
  for (const folder of usualFolders)
    await visit(join(options.homeDirectory, folder), folder === '' ? 1 : 2);
  return [...found.values()].toSorted((a, b) => b.worktrees - a.worktrees).slice(0, 20);
}
