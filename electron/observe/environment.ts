import { promises as fs } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ObserveProcess } from '#shared/domain/engine.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type {
  EnvironmentReading,
  PathReading,
  ProcessReading,
  RepositoryReading,
  StatusReading,
  WorktreeEntry,
} from '#shared/domain/observation.ts';
import { readGitLink } from '#electron/platform/git-directories.ts';
import { observePath } from './path.ts';
import { observeStatus } from './status.ts';
import type { GitEyes } from './worktrees.ts';

export interface EnvironmentEyes extends GitEyes {
  readonly observeProcess: ObserveProcess;
}

type Registration = Pick<EnvironmentReading, 'registration' | 'worktree'>;

/** Looks at one recorded environment; `repositories` by the `repoRoot` they were asked for. */
export async function observeEnvironment(
  eyes: EnvironmentEyes,
  environment: Environment,
  repositories: ReadonlyMap<string, RepositoryReading>,
): Promise<EnvironmentReading> {
  const observedAt = eyes.clock.now();
  const { executionMode, git } = environment;
  const details = executionMode === 'git_worktree' ? git : undefined;
  const repository = details && repositories.get(details.repoRoot);
  const [path, leaseHolder] = await Promise.all([
    lookAt(eyes, environment),
    observeHolder(eyes, environment),
  ]);
  const found: Registration =
    details === undefined
      ? { registration: 'not_applicable' }
      : await registrationOf(path, repository);
  return {
    environmentId: environment.id,
    path,
    ...found,
    status: await statusOf(eyes, found, path, repository),
    branch: details && branchPresence(repository, details.branch),
    leaseHolder,
    observedAt,
  };
}

const lookAt = (eyes: EnvironmentEyes, environment: Environment): Promise<PathReading> => {
  const { executionMode, git, path } = environment;
  if (executionMode === 'remote') {
    const why = 'this machine cannot look at a remote path';
    return Promise.resolve({ kind: 'unknown', path, why, observedAt: eyes.clock.now() });
  }
  return observePath(
    eyes.clock,
    executionMode === 'git_worktree' ? (git?.worktreePath ?? path) : path,
  );
};

async function observeHolder(
  { observeProcess }: EnvironmentEyes,
  { lease }: Environment,
): Promise<ProcessReading | undefined> {
  if (lease === undefined || lease.releasedAt !== undefined) return undefined;
  const { pid, startTime, bootId, host } = lease.holder;
  return pid === undefined ? undefined : observeProcess({ pid, startTime, bootId, host });
}

function branchPresence(
  repository: RepositoryReading | undefined,
  branch: string,
): EnvironmentReading['branch'] {
  if (repository?.kind !== 'read') return 'unknown';
  return Object.hasOwn(repository.branches, branch) ? 'present' : 'absent';
}

/**
 * Registered: git lists a worktree at this real path, and the `.git` there leads to that worktree's
 * own admin directory (a copy of the folder, or a new worktree at an old path, would not).
 */
async function registrationOf(
  path: PathReading,
  repository: RepositoryReading | undefined,
): Promise<Registration> {
  if (path.kind === 'unknown' || repository?.kind !== 'read') return { registration: 'unknown' };
  const place = path.kind === 'present' ? path.realPath : await wouldBeRealPath(path.path);
  const entries = await Promise.all(
    repository.worktrees.map(async (entry) => ({
      entry,
      place: entry.realPath ?? (path.kind === 'absent' ? await wouldBeRealPath(entry.path) : ''),
    })),
  );
  const worktree = entries.find((candidate) => candidate.place === place)?.entry;
  if (worktree === undefined) return { registration: 'unregistered' };
  if (path.kind === 'absent') return { registration: 'registered', worktree };
  return { registration: await leadsTo(path.realPath, worktree), worktree };
}

/** A missing directory has no real path, but the folder it would be in may. */
const wouldBeRealPath = async (path: string): Promise<string> =>
  join(await fs.realpath(dirname(path)).catch(() => dirname(path)), basename(path));

async function leadsTo(
  realPath: string,
  { adminDir }: WorktreeEntry,
): Promise<EnvironmentReading['registration']> {
  const link = await readGitLink(realPath);
  if (link.kind === 'none') return 'unregistered';
  if (link.kind === 'unreadable' || adminDir === undefined) return 'unknown';
  try {
    const [own, admin] = await Promise.all([fs.realpath(link.path), fs.realpath(adminDir)]);
    return own === admin ? 'registered' : 'unregistered';
  } catch {
    // One of them is gone: whatever `.git` leads to is not the listed directory.
    return 'unregistered';
  }
}

/** Only of a registered worktree: anywhere else git would answer for some other repository. */
async function statusOf(
  eyes: EnvironmentEyes,
  { registration, worktree }: Registration,
  path: PathReading,
  repository: RepositoryReading | undefined,
): Promise<StatusReading | undefined> {
  if (registration !== 'registered' || worktree === undefined || path.kind !== 'present')
    return undefined;
  const branches = repository?.kind === 'read' ? repository.branches : undefined;
  return observeStatus(eyes, { path: path.realPath, branch: worktree.branch, branches });
}
