import type { Environment } from '#shared/domain/environment.ts';
import { processOfHolder } from '#shared/domain/lease.ts';
import type {
  EnvironmentReading,
  PathReading,
  ProcessReading,
  RepositoryReading,
  StatusReading,
} from '#shared/domain/observation.ts';
import { basePresence, branchElsewhere, branchPresence } from './branch-witness.ts';
import { observeGitAtWork } from './git-at-work.ts';
import { observeLockHolder } from './lock-holder.ts';
import { findMovedWorktree } from './moved-worktree.ts';
import { observePath } from './path.ts';
import { observeRegistration, type Registration } from './registration.ts';
import { observeStatus } from './status.ts';
import type { RepositoryEyes } from './worktrees.ts';

/** Looks at one recorded environment; `repositories` by the `repoRoot` they were asked for. */
export async function observeEnvironment(
  eyes: RepositoryEyes,
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
      : await observeRegistration(path, repository);
  const [status, inRepository, locks] = await Promise.all([
    statusOf(eyes, found, path, repository),
    lookInRepository(eyes, environment, { path, found, repository }),
    lookAtLocks(eyes, found, path),
  ]);
  return {
    environmentId: environment.id,
    path,
    ...found,
    status,
    ...inRepository,
    ...locks,
    leaseHolder,
    observedAt,
  };
}

const lookAt = (eyes: RepositoryEyes, environment: Environment): Promise<PathReading> => {
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
  { observeProcess }: RepositoryEyes,
  { lease }: Environment,
): Promise<ProcessReading | undefined> {
  const holder = processOfHolder(lease);
  return holder && observeProcess(holder);
}

interface Seen {
  readonly path: PathReading;
  readonly found: Registration;
  readonly repository: RepositoryReading | undefined;
}

/** What the repository tells of the recorded branch and base, and of where the worktree went. */
async function lookInRepository(
  eyes: RepositoryEyes,
  environment: Environment,
  { path, found: { worktree }, repository }: Seen,
): Promise<Pick<EnvironmentReading, 'branch' | 'branchAt' | 'base' | 'movedTo'>> {
  const { executionMode, git } = environment;
  if (executionMode !== 'git_worktree' || git === undefined) return {};
  const isMissing = path.kind === 'absent' && path.parent === 'present';
  return {
    branch: branchPresence(repository, git.branch),
    branchAt: branchElsewhere(repository, git.branch, worktree),
    base: await basePresence(eyes, repository, git),
    movedTo: isMissing
      ? await findMovedWorktree({ environment, git, entry: worktree, repository })
      : undefined,
  };
}

/** Who keeps git's lock of the worktree, and whether a git may be holding its index. */
async function lookAtLocks(
  { observeProcess }: RepositoryEyes,
  { worktree }: Registration,
  path: PathReading,
): Promise<Pick<EnvironmentReading, 'lockHolder' | 'gitAtWork'>> {
  if (worktree === undefined) return {};
  const { locked, indexLockedSince, adminDir } = worktree;
  const isIndexLocked = indexLockedSince !== undefined && adminDir !== undefined;
  return {
    lockHolder: locked && (await observeLockHolder(observeProcess, locked.reason)),
    gitAtWork:
      isIndexLocked && path.kind === 'present'
        ? await observeGitAtWork({ worktree: path.realPath, lock: `${adminDir}/index.lock` })
        : undefined,
  };
}

/** Only of a registered worktree: anywhere else git would answer for some other repository. */
async function statusOf(
  eyes: RepositoryEyes,
  { registration, worktree }: Registration,
  path: PathReading,
  repository: RepositoryReading | undefined,
): Promise<StatusReading | undefined> {
  if (registration !== 'registered' || worktree === undefined || path.kind !== 'present')
    return undefined;
  const branches = repository?.kind === 'read' ? repository.branches : undefined;
  return observeStatus(eyes, { path: path.realPath, branch: worktree.branch, branches });
}
