import type { Reason } from '#shared/domain/condition.ts';
import { formatClock } from './format-clock.ts';
import { nameHolder } from './judge-lease.ts';
import { count, sayWork, sentence } from './sentences.ts';
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
  return reading?.path.kind === 'unknown'
    ? `${path} could not be looked at: ${reading.path.why}`
    : `${path} and the folder above it cannot be seen; a volume may not be mounted`;
}

function sayBranch({ recorded, reading }: EnvironmentCase): string {
  const name = recorded.record.git?.branch ?? 'its branch';
  if (reading?.branch === 'present') return `branch ${name} is there`;
  return reading?.branch === 'absent' ? `branch ${name} is gone too` : `branch ${name} is unknown`;
}

function sayLease(environment: EnvironmentCase): string {
  const { lease, recorded } = environment;
  if (lease.kind === 'free') return `Nobody leases ${recorded.record.path}`;
  const { holder, acquiredAt, expiresAt } = lease.lease;
  const since = formatClock(acquiredAt);
  const by = nameHolder(holder);
  switch (lease.kind) {
    case 'abandoned':
      return `The lease on ${recorded.record.path} is held since ${since} by ${by}, which is gone`;
    case 'expired':
      return `The lease on ${recorded.record.path} ran out at ${expiresAt === undefined ? 'an unknown time' : formatClock(expiresAt)}, but ${by} is alive`;
    default:
      return `The lease on ${recorded.record.path}, taken at ${since}, names ${by}, whom nothing identifies`;
  }
}

/** The fact behind a reason, in words. */
function sayReason(reason: Reason, environment: EnvironmentCase): string {
  const { recorded, reading } = environment;
  const { path, git } = recorded.record;
  const worktree = reading?.worktree;
  switch (reason) {
    case 'directory_missing':
      return git === undefined
        ? `The directory ${path} is missing`
        : `The directory ${path} is missing; ${sayBranch(environment)}`;
    case 'locked_and_missing':
      return `The directory ${path} is missing, and git keeps its entry locked (${worktree?.locked?.reason || 'no reason given'}); ${sayBranch(environment)}`;
    case 'volume_unavailable':
      return sayVolume(environment);
    case 'unregistered':
      return `${path} is there, but git does not list it as a worktree`;
    case 'wrong_branch':
      return `${path} is on branch ${worktree?.branch ?? 'unknown'}, recorded is ${git?.branch ?? 'none'}`;
    case 'detached_head':
      return `${path} is on no branch (HEAD at ${worktree?.head?.slice(0, 10) ?? 'unknown'}), recorded is ${git?.branch ?? 'none'}`;
    case 'operation_in_progress':
      return `${worktree?.operation === undefined ? 'Something' : operationWords[worktree.operation]} was begun in ${path} and not finished, and no agent is at work there`;
    case 'conflicts':
      return reading?.status?.kind === 'read'
        ? `${count(reading.status.conflictCount, 'file is', 'files are')} in conflict in ${path}, and no agent is at work there`
        : `Files are in conflict in ${path}`;
    case 'index_lock_abandoned':
      return `An index.lock is in ${path} since ${worktree?.indexLockedSince === undefined ? 'an unknown time' : formatClock(worktree.indexLockedSince)}, and no agent is at work there`;
    case 'incomplete_record':
      return `The record calls ${path} a worktree, but not of which repository or branch`;
    case 'environment_orphaned':
      return `No task works in ${path}`;
    case 'owner_unreadable':
      return `Run ${recorded.record.runId ?? 'unknown'}, which owns ${path}, could not be read`;
    case 'cleanup_due':
      return `The task of ${path} is finished, and its policy is ${recorded.record.cleanupPolicy.replaceAll('_', ' ')}`;
    default:
      return sayLease(environment);
  }
}

/** Reasons that already say what became of the directory. */
const isPlain: ReadonlySet<Reason> = new Set([
  'directory_missing',
  'locked_and_missing',
  'volume_unavailable',
]);

/** One sentence about an environment: the reason's fact, then the work in it. */
export const environmentMessage = (reason: Reason, environment: EnvironmentCase): string =>
  sentence(sayReason(reason, environment), isPlain.has(reason) ? undefined : sayWork(environment));
