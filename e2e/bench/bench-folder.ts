import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeText } from '#electron/platform/testing-repository.ts';

/** What a bench makes: files, repositories and processes, all gone with it. */
export interface BenchFolder {
  readonly path: string;
  git(cwd: string, ...args: string[]): string;
  write(path: string, text: string): void;
  /** Makes a repository of a folder as it is: one commit on `main`. */
  commitFirst(repository: string): void;
  /** Starts a process that is ended, by its id, with the folder. */
  start(command: string, args: readonly string[], cwd?: string): ChildProcess;
  remove(): void;
}

export function makeBenchFolder(): BenchFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-bench-')));
  const children: ChildProcess[] = [];
  const name = { GIT_AUTHOR_NAME: 'Ada', GIT_COMMITTER_NAME: 'Ada' };
  const mail = { GIT_AUTHOR_EMAIL: 'ada@example.com', GIT_COMMITTER_EMAIL: 'ada@example.com' };
  const config = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_EDITOR: 'true' };
  const env = { ...process.env, ...name, ...mail, ...config };
  const git = (cwd: string, ...args: string[]): string =>
    execFileSync('git', args, {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
      maxBuffer: 2 ** 28,
    });
  return {
    path,
    git,
    write: writeText,
    commitFirst(repository) {
      git(repository, 'init', '--quiet', '--initial-branch=main');
      git(repository, 'add', '--all');
      git(repository, 'commit', '--quiet', '--message=first');
    },
    start(command, args, cwd = path) {
      const child = spawn(command, args, { cwd, stdio: 'ignore', env });
      children.push(child);
      return child;
    },
    remove() {
      for (const child of children)
        if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
