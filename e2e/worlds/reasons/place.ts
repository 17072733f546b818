import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '#e2e/worlds/must.ts';
import type { World } from '#e2e/worlds/world.ts';

/** A repository with one worktree, on a branch of its own, that a task was given. */
export interface Place {
  readonly world: World;
  /** The repository's main worktree, on `main`. */
  readonly repo: string;
  /** The task's worktree. */
  readonly path: string;
  readonly branch: string;
  /** Commit at its HEAD when it was recorded. */
  readonly head: string;
  /** The worktree's own git directory. */
  readonly adminDir: string;
  /** Ids hold it: an engine knows its sessions by them on the whole machine. */
  readonly mark: string;
  /** Runs git as an agent would; rejects when it fails. */
  git(cwd: string, ...args: readonly string[]): Promise<string>;
  /** The same for what is meant to stop half-way. */
  tryGit(cwd: string, ...args: readonly string[]): Promise<void>;
}

/**
 * Makes the repository that every place is a copy of: three commits on `main`, `side` that changes the
 * same line, `extra` that adds a file. Gives its path.
 */
export async function makeTemplate(world: World): Promise<string> {
  const path = join(world.folder, 'template');
  const git = async (...args: string[]) => must(await world.run('git', args, { cwd: path }));
  const commit = async (file: string, text: string) => {
    await writeFile(join(path, file), text);
    await git('add', '--all');
    await git('commit', '--quiet', `--message=Change ${file}`);
  };
  await mkdir(path);
  await git('init', '--quiet', '--initial-branch=main');
  await commit('readme.md', 'hello\n');
  await git('branch', 'side');
  await commit('readme.md', 'hello again\n');
  await commit('prices.txt', 'tea 3\n');
  await git('checkout', '--quiet', '-b', 'extra');
  await commit('extra.txt', 'extra\n');
  await git('checkout', '--quiet', 'side');
  await commit('readme.md', 'side\n');
  await git('checkout', '--quiet', 'main');
  return path;
}

/** A copy of the template in a world of its own, with the task's worktree. */
export async function makePlace(world: World, template: string, mark: string): Promise<Place> {
  const repo = join(world.folder, 'shop');
  const path = `${repo}.worktrees/rollcall-login`;
  const branch = 'rollcall/login';
  const git = async (cwd: string, ...args: readonly string[]) =>
    must(await world.run('git', args, { cwd })).trim();
  const tryGit = async (cwd: string, ...args: readonly string[]) => {
    await world.run('git', args, { cwd });
  };
  await cp(template, repo, { recursive: true });
  await git(repo, 'worktree', 'add', '--quiet', '-b', branch, path);
  const head = await git(path, 'rev-parse', 'HEAD');
  const adminDir = join(repo, '.git', 'worktrees', 'rollcall-login');
  return { world, repo, path, branch, head, adminDir, mark, git, tryGit };
}
