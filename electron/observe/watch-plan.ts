import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isRetiredEnvironment, type Environment } from '#shared/domain/environment.ts';
import { addTo } from '#shared/domain/group-by.ts';
import type { Observed } from '#shared/domain/observation.ts';
import { managedRoot } from '#shared/domain/managed-root.ts';

/** What a change in a watched directory may be about. */
export type Sign =
  | { readonly kind: 'environment'; readonly id: string; readonly cause: 'content' | 'shape' }
  | { readonly kind: 'workspace'; readonly path: string; readonly cause: 'content' | 'shape' }
  /** What another system has recorded for this folder. */
  | { readonly kind: 'source'; readonly path: string }
  /** Sessions or records: the cheap check is due. */
  | { readonly kind: 'tick' };

/** Says what a change of that name (null: unknown) is a sign of. */
export type Meaning = (name: string | null) => readonly Sign[];
export type WatchPlan = ReadonlyMap<string, readonly Meaning[]>;

export interface WatchQuestion {
  readonly home: string;
  readonly sessionsDir: string;
  readonly workspaces: readonly string[];
  readonly environments: readonly Environment[];
  readonly observed: Observed;
  readonly sources: WatchedSources;
}

/** Where other systems keep their records. */
export interface WatchedSources {
  /** Names in a watched folder by which such a system is known. */
  readonly marks: ReadonlySet<string>;
  /** By watched folder: the directories below. */
  readonly directories: ReadonlyMap<string, readonly string[]>;
}

/** Branches are kept in folders by the parts of their names; more folders than this are left to the stats. */
const maxRefFolders = 64;

function refFolders(heads: string): readonly string[] {
  const found = [heads];
  for (const folder of found) {
    if (found.length >= maxRefFolders) break;
    try {
      for (const entry of readdirSync(folder, { withFileTypes: true }))
        if (entry.isDirectory()) found.push(join(folder, entry.name));
    } catch {
      // Gone meanwhile, or a store of another kind: nothing to watch there.
    }
  }
  return found.slice(0, maxRefFolders);
}

/** Written while agents work, and of no meaning for what a worktree is. */
const isNoise = (name: string): boolean =>
  name === 'logs' || name === 'COMMIT_EDITMSG' || name === 'ORIG_HEAD' || name === 'FETCH_HEAD';

/** Lock files come and go with every command; they say something only by staying. */
const contentNames: ReadonlySet<string> = new Set(['index', 'index.lock', 'HEAD.lock']);

/** The directories worth watching, and what a change in each is a sign of. */
export function planWatch(question: WatchQuestion): WatchPlan {
  const plan = new Map<string, Meaning[]>();
  const add: Add = (directory, meaning) => addTo(plan, directory, meaning);
  const live = question.environments.filter((one) => !isRetiredEnvironment(one));

  add(question.home, (name) =>
    name === null || name.startsWith('journal.db') ? [{ kind: 'tick' }] : [],
  );
  add(question.sessionsDir, () => [{ kind: 'tick' }]);
  for (const path of question.workspaces) addWorkspace(add, path, live);
  addSources(add, question);
  addRepositories(add, question.observed, live);
  addEnvironments(add, question.observed, live);
  return plan;
}

type Add = (directory: string, meaning: Meaning) => void;

const ofEnvironment = (id: string, cause: 'content' | 'shape'): Sign => ({
  kind: 'environment',
  id,
  cause,
});

const ofWorkspace = (path: string, cause: 'content' | 'shape'): Sign => ({
  kind: 'workspace',
  path,
  cause,
});

function addWorkspace(add: Add, path: string, live: readonly Environment[]): void {
  const root = managedRoot(path);
  const byName = new Map(
    live.filter((one) => dirname(one.path) === root).map((one) => [basename(one.path), one.id]),
  );
  add(root, (name) => {
    const id = name === null ? undefined : byName.get(name);
    const own: readonly Sign[] = id === undefined ? [] : [ofEnvironment(id, 'shape')];
    return [ofWorkspace(path, 'shape'), ...own];
  });
}

function addSources(add: Add, { workspaces, sources }: WatchQuestion): void {
  for (const path of workspaces) {
    const changed: readonly Sign[] = [{ kind: 'source', path }];
    add(path, (name) => (name === null || sources.marks.has(name) ? changed : []));
  }
  for (const [path, directories] of sources.directories)
    for (const directory of directories) add(directory, () => [{ kind: 'source', path }]);
}

function addRepositories(add: Add, observed: Observed, live: readonly Environment[]): void {
  for (const repository of observed.repositories) {
    if (repository.kind !== 'read') continue;
    const { gitDir, repoRoot } = repository;
    const changed: readonly Sign[] = [ofWorkspace(repoRoot, 'shape')];
    const moved: readonly Sign[] = [ofWorkspace(repoRoot, 'content')];
    const named = new Set([null, 'packed-refs', 'worktrees', 'refs']);
    add(gitDir, (name) => (named.has(name) ? changed : []));
    add(join(gitDir, 'worktrees'), () => changed);
    const byBranch = new Map<string, string>();
    for (const { id, git } of live)
      if (git?.repoRoot === repoRoot) byBranch.set(`refs/heads/${git.branch}`, id);
    for (const folder of refFolders(join(gitDir, 'refs', 'heads')))
      add(folder, (name) => {
        if (name === null) return changed;
        if (name.endsWith('.lock')) return [];
        const ref = join(folder, name);
        const id = byBranch.get(ref.slice(gitDir.length + 1));
        if (id === undefined) return moved;
        // A commit is what agents do all day; a branch that goes is news.
        return [ofEnvironment(id, existsSync(ref) ? 'content' : 'shape')];
      });
  }
}

function addEnvironments(add: Add, observed: Observed, live: readonly Environment[]): void {
  const readings = new Map(observed.environments.map((one) => [one.environmentId, one]));
  for (const { id, path, executionMode } of live) {
    if (executionMode === 'remote') continue;
    const own = basename(path);
    add(path, (name) => {
      const isShape = name === null || name === '.git' || name === own;
      return [ofEnvironment(id, isShape ? 'shape' : 'content')];
    });
    const worktree = readings.get(id)?.worktree;
    if (worktree?.adminDir === undefined || worktree.isMain) continue;
    add(worktree.adminDir, (name) => {
      if (name !== null && isNoise(name)) return [];
      const isContent = name !== null && contentNames.has(name);
      return [ofEnvironment(id, isContent ? 'content' : 'shape')];
    });
  }
}
