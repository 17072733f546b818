// For tests: a real repository in a folder of its own.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface TestingRepository {
  /** Holds the repository, its worktrees and whatever else a test makes; a real path. */
  readonly folder: string;
  /** The main worktree, `<folder>/repo`, on branch `main` with one commit. */
  readonly root: string;
  /** Runs plain git, as an agent would, in the main worktree; gives what it printed. */
  git(...args: string[]): string;
  gitIn(cwd: string, ...args: string[]): string;
  /** Adds a linked worktree at `<folder>/<name>` on a new branch; gives its path. */
  addWorktree(name: string, branch?: string): string;
  remove(): void;
}

const author = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};

/** Writes a file and the folders above it. */
export function writeText(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Makes the repository. Whoever makes it removes it. */
export function createTestingRepository(): TestingRepository {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-repository-')));
  const root = join(folder, 'repo');
  const gitIn = (cwd: string, ...args: string[]) =>
    execFileSync('git', args, {
      cwd,
      encoding: 'utf8',
      timeout: 10_000,
      killSignal: 'SIGKILL',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...author, GIT_CONFIG_GLOBAL: '/dev/null', GIT_EDITOR: 'true' },
    });
  mkdirSync(root);
  gitIn(root, 'init', '--quiet', '--initial-branch=main');
  writeText(join(root, 'readme.md'), 'hello\n');
  gitIn(root, 'add', '.');
  gitIn(root, 'commit', '--quiet', '--message=first');
  return {
    folder,
    root,
    gitIn,
    git: (...args) => gitIn(root, ...args),
    addWorktree: (name, branch = name) => {
      const path = join(folder, name);
      gitIn(root, 'worktree', 'add', '--quiet', '-b', branch, path);
      return path;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A program that leaves `marker` behind when anybody runs it, and passes its input on. */
export function writeEvilProgram(path: string, marker: string): void {
  writeText(path, `#!/bin/sh\necho "$0 $*" >> '${marker}'\ncat\n`);
  chmodSync(path, 0o755);
}

/**
 * Runs something as a user without rights, so that permissions count even when the tests run as
 * root. Only for forked test workers: it changes the whole process.
 */
export async function withoutRights<T>(action: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await action();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
