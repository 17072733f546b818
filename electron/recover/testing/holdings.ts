// For tests: every byte and commit that exists anywhere, on disk or in a repository.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { homePaths } from '#electron/platform/home.ts';
import type { RecoveryWorld } from '#electron/recover/recovery-world.ts';

/** By what it is about, the id of its contents (git's own, so that both kinds compare). */
export type Holdings = ReadonlyMap<string, string>;

const blobIdOf = (bytes: Buffer): string =>
  createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');

const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
  });

/** Files below the workspace's folder (git's own files apart) and commits that a HEAD or ref names. */
export function takeHoldings({ repository }: RecoveryWorld): Holdings {
  const held = new Map<string, string>();
  for (const file of listFiles(repository.folder)) held.set(file, blobIdOf(readFileSync(file)));
  for (const id of commitsOf(repository.root)) held.set(`commit ${id}`, id);
  return held;
}

/** Those of the holdings that are nowhere any more. */
export function findLost({ repository, home }: RecoveryWorld, before: Holdings): readonly string[] {
  const objects = git(repository.root, 'rev-list', '--all', '--objects', '--indexed-objects');
  const there = new Set([
    ...objects.split('\n').map((row) => row.slice(0, 40)),
    ...commitsOf(repository.root),
    ...[repository.folder, ...kept(home)].flatMap((folder) =>
      [...listFiles(folder)].map((file) => blobIdOf(readFileSync(file))),
    ),
  ]);
  return [...before].flatMap(([name, id]) => (there.has(id) ? [] : [name]));
}

/** What git ignores is kept in the home by choice. */
const kept = (home: string): readonly string[] =>
  [homePaths(home).backups].filter((folder) => existsSync(folder));

const commitsOf = (root: string): readonly string[] =>
  git(root, 'rev-list', '--all', '--reflog', ...headsOf(root))
    .split('\n')
    .filter(Boolean);

/** Also what is checked out detached in a worktree. */
const headsOf = (root: string): readonly string[] =>
  [...git(root, 'worktree', 'list', '--porcelain').matchAll(/^HEAD ([0-9a-f]+)$/gm)].flatMap(
    ([, id]) => (id === undefined || /^0+$/.test(id) ? [] : [id]),
  );

function* listFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    // Git's own files: what they name is looked at as commits and objects. And Rollcall's own note.
    if (['.git', 'entry', 'about.json'].includes(entry.name)) continue;
    if (entry.isDirectory()) yield* listFiles(path);
    else if (entry.isFile() && lstatSync(path).size > 0) yield path;
  }
}
