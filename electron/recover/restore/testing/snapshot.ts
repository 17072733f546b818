// For tests: everything about a worktree that must be the same after a restore.
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { digestTree } from '#electron/recover/backup/copy-whole.ts';
import type { TestingRepository } from '#electron/platform/testing-repository.ts';

export interface Snapshot {
  /** Every name, kind, executable bit and byte, ignored ones and empty directories too. */
  readonly files: string;
  /** Index, HEAD, reflog, the state of an operation: every byte of git's own files. */
  readonly admin: string;
  readonly refs: string;
  readonly status: string;
}

export type SnapshotPart = keyof Snapshot;

const quietly = (cwd: string, ...args: string[]): string =>
  execFileSync('git', args, {
    cwd,
    encoding: 'latin1',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_CONFIG_GLOBAL: '/dev/null' },
  });

export const adminDirOf = (path: string): string =>
  quietly(path, 'rev-parse', '--absolute-git-dir').trim();

/** Takes it without writing anything. */
export async function takeSnapshot(repository: TestingRepository, path: string): Promise<Snapshot> {
  return {
    files: await digestTree(path),
    admin: await digestTree(adminDirOf(path)),
    refs: quietly(repository.root, 'for-each-ref', '--format=%(refname) %(objectname)')
      .split('\n')
      .filter((row) => !row.startsWith('refs/rollcall/'))
      .join('\n'),
    status: quietly(path, 'status', '--porcelain=v2', '--branch', '-z', '--ignored'),
  };
}

/** The files that git ignores. */
export const ignoredNames = (path: string): readonly string[] =>
  quietly(path, 'ls-files', '-z', '--others', '--ignored', '--exclude-standard')
    .split('\0')
    .filter(Boolean);

/**
 * As above for a restore from a ref alone: without what git does not hold, and without reflogs. With
 * `isWithIgnored`, also the files that git ignores.
 */
export function takeGitSnapshot(
  repository: TestingRepository,
  path: string,
  isWithIgnored: boolean,
): Snapshot {
  const admin = adminDirOf(path);
  const names = quietly(path, 'ls-files', '-z', '--cached', '--others', '--exclude-standard');
  const read = (name: string) =>
    existsSync(join(admin, name)) ? readFileSync(join(admin, name), 'hex') : '';
  const operation = [
    'MERGE_HEAD',
    'CHERRY_PICK_HEAD',
    'rebase-merge/orig-head',
    'rebase-merge/done',
  ];
  return {
    files: [...new Set([...names.split('\0'), ...(isWithIgnored ? ignoredNames(path) : [])])]
      .toSorted()
      .map((name) => fileState(path, name))
      .join('\n'),
    admin: ['HEAD', 'index', ...operation].map((name) => `${name} ${read(name)}`).join('\n'),
    refs: quietly(
      repository.root,
      'for-each-ref',
      '--format=%(refname) %(objectname)',
      'refs/heads',
    ),
    status: quietly(
      path,
      'status',
      '--porcelain=v2',
      '-z',
      ...(isWithIgnored ? ['--ignored'] : []),
    ),
  };
}

function fileState(path: string, name: string): string {
  // `ls-files` was read as latin1, so its bytes are those of the name.
  const file = Buffer.concat([Buffer.from(`${path}/`), Buffer.from(name, 'latin1')]);
  const stats = lookAt(file);
  if (stats === undefined || stats.isDirectory()) return `${name} none`;
  const bytes = stats.isSymbolicLink() ? readlinkSync(file) : readFileSync(file, 'hex');
  return `${name} ${stats.mode & 0o170111} ${bytes}`;
}

/** Undefined also where a folder above it is a file by now. */
function lookAt(file: Buffer) {
  try {
    return lstatSync(file);
  } catch {
    return undefined;
  }
}

/** What differs between two, by name. */
export const differences = (before: Snapshot, after: Snapshot): readonly SnapshotPart[] =>
  (['files', 'admin', 'refs', 'status'] as const).filter((part) => before[part] !== after[part]);
