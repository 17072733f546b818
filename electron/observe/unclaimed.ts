import { promises as fs } from 'node:fs';
import { dirname, join } from 'node:path';
import type {
  RepositoryReading,
  StatusReading,
  UnclaimedDirectory,
  WorktreeEntry,
} from '#shared/domain/observation.ts';
import { managedRoot } from '#shared/domain/managed-root.ts';
import { observePath } from './path.ts';
import { isRepository } from './places.ts';
import { observeStatus } from './status.ts';
import type { GitEyes } from './worktrees.ts';

export interface UnclaimedQuestion {
  /** A folder the operator watches; absolute. */
  readonly workspace: string;
  /** Its repository; undefined when it is none. */
  readonly repository: RepositoryReading | undefined;
  /** Every path that some record names, as recorded. */
  readonly knownPaths: ReadonlySet<string>;
  /** The same as real paths, where they exist. */
  readonly knownRealPaths: ReadonlySet<string>;
}

interface Candidate {
  readonly path: string;
  readonly root: string;
  readonly worktree?: WorktreeEntry | undefined;
}

/**
 * Directories directly below the managed root, and linked worktrees of the repository wherever they
 * are, that no record names and that do not merely lead to one. Names beginning with `.` are ours. Of a
 * repository that could not be read nothing is called unclaimed.
 */
export async function observeUnclaimed(
  eyes: GitEyes,
  question: UnclaimedQuestion,
): Promise<readonly UnclaimedDirectory[]> {
  const { repository, knownPaths, knownRealPaths } = question;
  if (repository?.kind === 'unknown') return [];
  const linked = (repository?.worktrees ?? []).filter(({ isMain }) => !isMain);
  const candidates = new Map<string, Candidate>();
  for (const path of await directoriesBelow(managedRoot(question.workspace)))
    candidates.set(path, { path, root: dirname(path) });
  for (const worktree of linked) {
    const { realPath } = worktree;
    if (realPath !== undefined)
      candidates.set(realPath, { path: realPath, root: dirname(realPath), worktree });
  }
  const isKnown = (path: string) => knownPaths.has(path) || knownRealPaths.has(path);
  const owned = [
    ...knownPaths,
    ...knownRealPaths,
    ...linked.flatMap(({ realPath }) => realPath ?? []),
  ];
  // A folder that only leads to them is no leftover; it would be taken away with them inside.
  const leadsToOwned = ({ path, worktree }: Candidate) =>
    worktree === undefined && owned.some((one) => one.startsWith(`${path}/`));
  const unclaimed = [...candidates.values()].filter(
    (candidate) => !isKnown(candidate.path) && !leadsToOwned(candidate),
  );
  const looked = unclaimed.map((candidate) => look(eyes, question, candidate));
  return (await Promise.all(looked)).filter((found) => found !== undefined);
}

/** Real paths; an unreadable or missing root has none to show. */
async function directoriesBelow(root: string): Promise<readonly string[]> {
  try {
    const realRoot = await fs.realpath(root);
    const entries = await fs.readdir(realRoot, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => join(realRoot, entry.name));
  } catch {
    // Not there, or not ours to read: nothing was seen, so nothing is said.
    return [];
  }
}

/** Of what is no worktree of this repository too: it may be a clone, with work in it that is nowhere else. */
async function statusOf(
  eyes: GitEyes,
  { path, worktree }: Candidate,
  repository: RepositoryReading | undefined,
): Promise<StatusReading | undefined> {
  if (worktree === undefined)
    return (await isRepository(path)) ? observeStatus(eyes, { path }) : undefined;
  const branches = repository?.kind === 'read' ? repository.branches : undefined;
  return observeStatus(eyes, { path, branch: worktree.branch, branches });
}

async function look(
  eyes: GitEyes,
  { workspace, repository }: UnclaimedQuestion,
  { path, root, worktree }: Candidate,
): Promise<UnclaimedDirectory | undefined> {
  const seen = await observePath(eyes.clock, path);
  // It went away meanwhile, or cannot be looked at.
  if (seen.kind !== 'present' || seen.type !== 'directory') return undefined;
  return {
    path,
    root,
    workspace,
    isEmpty: seen.isEmpty ?? false,
    worktree,
    status: await statusOf(eyes, { path, root, worktree }, repository),
    observedAt: seen.observedAt,
  };
}
