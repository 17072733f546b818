import type { Environment } from '#shared/domain/environment.ts';
import type { RunGit } from '#shared/domain/git.ts';
import type {
  EnvironmentReading,
  RepositoryReading,
  UnclaimedDirectory,
} from '#shared/domain/observation.ts';
import { observeEnvironment } from './environment.ts';
import { isRepository, knownPlaces } from './places.ts';
import { observeUnclaimed } from './unclaimed.ts';
import { observeRepository, type RepositoryEyes } from './worktrees.ts';

export interface GroupQuestion {
  /** A repository's root, or a folder without one; absolute. */
  readonly group: string;
  /** Those of its environments that are to be looked at. */
  readonly environments: readonly Environment[];
  /** Read before and still good; undefined: it is read if anything needs it. */
  readonly repository: RepositoryReading | undefined;
  /** Whether to look for worktrees and directories that no record names. */
  readonly isListing: boolean;
  /** All that are recorded, wherever they are, and every watched folder: what is named by somebody. */
  readonly recordedEnvironments: readonly Environment[];
  readonly workspaces: readonly string[];
}

export interface GroupReading {
  readonly repository: RepositoryReading | undefined;
  readonly environments: readonly EnvironmentReading[];
  /** Undefined when nobody asked. */
  readonly unclaimed: readonly UnclaimedDirectory[] | undefined;
}

/** Worktrees that began from one branch of a remote all ask whether it is there: git is asked once a look. */
function askRefsOnce(runGit: RunGit): RunGit {
  const told = new Map<string, ReturnType<RunGit>>();
  return (request) => {
    if (request.args[0] !== 'for-each-ref') return runGit(request);
    const question = [request.cwd, ...request.args].join('\n');
    const answer = told.get(question) ?? runGit(request);
    told.set(question, answer);
    return answer;
  };
}

/** Looks at one repository or folder: its own list once, and then only what was asked for. */
export async function observeGroup(
  ownEyes: RepositoryEyes,
  question: GroupQuestion,
): Promise<GroupReading> {
  const eyes = { ...ownEyes, runGit: askRefsOnce(ownEyes.runGit) };
  const { group, environments } = question;
  const repository = question.repository ?? (await readRepository(eyes, question));
  const repositories = new Map(repository === undefined ? [] : [[group, repository]]);
  const [readings, unclaimed] = await Promise.all([
    Promise.all(environments.map((one) => observeEnvironment(eyes, one, repositories))),
    question.isListing ? listUnclaimed(eyes, question, repository) : undefined,
  ]);
  return { repository, environments: readings, unclaimed };
}

async function readRepository(
  eyes: RepositoryEyes,
  { group, environments, isListing }: GroupQuestion,
): Promise<RepositoryReading | undefined> {
  const isWorktreeAsked = environments.some(
    ({ executionMode }) => executionMode === 'git_worktree',
  );
  if (!isWorktreeAsked && !(isListing && (await isRepository(group)))) return undefined;
  return observeRepository(eyes, group);
}

/** Only a watched folder is searched: a repository that some record names is not ours to search. */
async function listUnclaimed(
  eyes: RepositoryEyes,
  { group, recordedEnvironments, workspaces }: GroupQuestion,
  repository: RepositoryReading | undefined,
): Promise<readonly UnclaimedDirectory[]> {
  if (!workspaces.includes(group)) return [];
  const known = await knownPlaces(recordedEnvironments, workspaces);
  return observeUnclaimed(eyes, { workspace: group, repository, ...known });
}
