import type { Reason } from '#shared/domain/condition.ts';
import { counted } from '#shared/domain/counted.ts';
import type { EnvironmentReading } from '#shared/domain/observation.ts';
import { formatMoment } from '#shared/domain/wall-clock.ts';
import { sayLock } from './lock-judgement.ts';
import type { EnvironmentCase } from './world.ts';

const operationWords = {
  rebase: 'A rebase',
  merge: 'A merge',
  cherry_pick: 'A cherry-pick',
  revert: 'A revert',
  bisect: 'A bisect',
  am: 'Applying patches',
} as const;

function sayVolume({ reading, recorded }: EnvironmentCase): string {
  const { path } = recorded.record;
  if (reading?.path.kind === 'unknown')
    return `${path} could not be looked at: ${reading.path.why}`;
  if (reading?.path.kind === 'present')
    return `${path} is no directory; if it is a link, what it leads to is not there, perhaps on a volume that is not mounted`;
  const from = reading?.path.kind === 'absent' ? reading.path.missingFrom : undefined;
  const what = from === undefined ? 'the folder above it' : from;
  return `${path} cannot be seen, as ${what} is not there; a volume may not be mounted`;
}

/** What became of the recorded branch, for who has lost its directory. */
function sayBranch({ recorded, reading }: EnvironmentCase): string {
  const name = recorded.record.git?.branch ?? 'its branch';
  if (reading?.branchAt !== undefined)
    return `branch ${name} is checked out in ${reading.branchAt}`;
  if (reading?.branch === 'present') return `branch ${name} is there`;
  return reading?.branch === 'absent' ? `branch ${name} is gone too` : `branch ${name} is unknown`;
}

/** What the worktree has checked out, whatever is recorded. */
function sayCheckedOut(reading: EnvironmentReading | undefined): string {
  const worktree = reading?.worktree;
  const head = worktree?.head?.slice(0, 10) ?? 'no commit';
  return worktree?.isDetached === true || worktree?.branch === undefined
    ? `on no branch (HEAD at ${head})`
    : `on branch ${worktree.branch}`;
}

function sayLink(path: string, reading: EnvironmentReading | undefined): string {
  const { link, worktree } = reading ?? {};
  const listed = worktree === undefined ? 'git does not list it' : 'git still lists it';
  switch (link?.kind) {
    case 'broken':
      return `The .git of ${path} is broken (${link.why}); ${listed}`;
    case 'entry_gone':
      return `The .git of ${path} leads to ${link.adminDir}, which is not there; ${listed}`;
    case 'entry':
      return worktree === undefined
        ? `Git's entry ${link.adminDir}, to which ${path} leads, does not lead back to it`
        : `The .git of ${path} leads to the entry of another worktree, ${link.adminDir}`;
    default:
      return `The .git of ${path} and git's entry do not lead to each other`;
  }
}

const sayIndexLock = (path: string, reading: EnvironmentReading | undefined): string => {
  const since = reading?.worktree?.indexLockedSince;
  const seenMs = Date.parse(reading?.observedAt ?? '');
  const when = since === undefined ? 'an unknown time' : formatMoment(since, seenMs);
  const who =
    reading?.gitAtWork?.kind === 'none'
      ? 'no git is at work there'
      : 'no agent is at work there, and whether a git is could not be seen';
  return `An index.lock is in ${path} since ${when}, and ${who}`;
};

/** Its evidence holds all that git said. */
const firstLine = (why: string): string => (why.split('\n')[0] ?? why).replace(/\.$/u, '');

/** The fact behind a reason of drift, in words; undefined for other reasons. */
export function sayDrift(reason: Reason, environment: EnvironmentCase): string | undefined {
  const { recorded, reading } = environment;
  const { path, git } = recorded.record;
  const { worktree, status } = reading ?? {};
  const branch = git?.branch ?? 'none';
  switch (reason) {
    case 'directory_missing':
      return git === undefined
        ? `The directory ${path} is missing`
        : `The directory ${path} is missing; ${sayBranch(environment)}`;
    case 'moved':
      return `The worktree of ${path} is in ${reading?.movedTo} now`;
    case 'locked_and_missing':
      return `The directory ${path} is missing, and git keeps its entry locked (${sayLock(reading)}); ${sayBranch(environment)}`;
    case 'volume_unavailable':
      return sayVolume(environment);
    case 'status_unreadable':
      return `Git could not tell what is changed in ${path}: ${status?.kind === 'unknown' ? firstLine(status.why) : 'it was not asked'}`;
    case 'unregistered':
      return `${path} is there, but git does not list it as a worktree`;
    case 'empty_directory':
      return `${path} is there, but nothing is in it; ${sayBranch(environment)}`;
    case 'wrong_repository':
      return `${path} belongs to ${reading?.link?.kind === 'foreign' ? reading.link.gitDir : 'another repository'}, recorded is ${git?.repoRoot ?? 'none'}`;
    case 'gitdir_broken':
      return sayLink(path, reading);
    case 'prunable':
      return `${path} has no .git any more; git still lists it, and would forget it at the next prune`;
    case 'locked':
      return `Git holds ${path} locked (${sayLock(reading)})`;
    case 'wrong_branch':
      return `${path} is ${sayCheckedOut(reading)}, recorded is ${branch}`;
    case 'branch_gone':
      return `Branch ${branch} of ${path} does not exist any more; it is ${sayCheckedOut(reading)}`;
    case 'branch_checked_out_elsewhere':
      return `Branch ${branch} is checked out in ${reading?.branchAt}; ${path} is ${sayCheckedOut(reading)}`;
    case 'detached_head':
      return `${path} is ${sayCheckedOut(reading)}, recorded is ${branch}`;
    case 'rebase_in_progress':
    case 'merge_in_progress':
    case 'cherry_pick_in_progress':
    case 'revert_in_progress':
    case 'bisect_in_progress':
    case 'operation_in_progress':
      return `${worktree?.operation === undefined ? 'Something' : operationWords[worktree.operation]} was begun in ${path} and not finished, and no agent is at work there`;
    case 'conflicts':
      return status?.kind === 'read'
        ? `${counted(status.conflictCount, 'file is', 'files are')} in conflict in ${path}${worktree?.operation === undefined ? '' : ` (${worktree.operation.replaceAll('_', ' ')} in progress)`}, and no agent is at work there`
        : `Files are in conflict in ${path}`;
    case 'index_lock_abandoned':
      return sayIndexLock(path, reading);
    case 'diverged':
      return status?.kind === 'read'
        ? `${path} has ${counted(status.ahead ?? 0, 'commit')} that ${status.upstream ?? 'its upstream'} has not, and lacks ${status.behind ?? 0}`
        : undefined;
    case 'upstream_gone':
      return `${path} follows ${status?.kind === 'read' ? (status.upstream ?? 'an upstream') : 'an upstream'}, which does not exist any more`;
    case 'base_gone':
      return `The base of ${path}, ${git?.baseBranch ?? 'unknown'}, does not exist any more`;
    case 'nested_repository':
      return status?.kind === 'read'
        ? `In ${path} there is another repository: ${(status.nested ?? []).join(', ')}`
        : undefined;
    case 'incomplete_record':
      return `The record calls ${path} a worktree, but not of which repository or branch`;
    default:
      return undefined;
  }
}
