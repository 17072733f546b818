import type { OfferedAction, Reason } from '#shared/domain/condition.ts';
import type { EnvironmentReading } from '#shared/domain/observation.ts';
import type { JudgedSession } from './judged-session.ts';
import { judgeLock, sayLock } from './lock-judgement.ts';
import { action } from './offered-actions.ts';
import { switchBackAction } from './switch-back-action.ts';
import { unlockAction, unlockFirst } from './unlock-action.ts';
import type { EnvironmentCase } from './world.ts';

/** Why what is in a worktree could not be kept whole; undefined when it could. */
function obstacleOfBackup({ worktree, status, path }: EnvironmentReading): string | undefined {
  if (status?.kind !== 'read' || path.kind !== 'present') return undefined;
  const { nested = [] } = status;
  if (nested.length > 0)
    return `No backup can hold the repositories inside it (${nested.join(', ')}); move those first.`;
  return worktree !== undefined && worktree.head === undefined
    ? 'Its HEAD names a branch that is gone; switch it back first, which makes that branch again.'
    : undefined;
}

/** Its entry names another directory: what that holds would not be kept with this one. */
const isNamedElsewhere = ({ path, registration, worktree, link }: EnvironmentReading): boolean =>
  path.kind === 'present' &&
  registration === 'unregistered' &&
  worktree !== undefined &&
  link?.kind !== 'foreign' &&
  worktree.path !== path.path &&
  worktree.path !== path.realPath;

/** Why an environment may not be taken away; undefined when it may. */
function obstacleOfRemoval({ recorded, isOccupied, reading }: EnvironmentCase): string | undefined {
  const { executionMode, git } = recorded.record;
  if (executionMode === 'shared_workspace')
    return 'It is the workspace itself; nothing in it may be removed.';
  if (isOccupied) return 'An agent may be at work there; stop it first.';
  if (reading?.worktree?.isMain === true)
    return 'It is the repository itself; nothing in it may be removed.';
  if (reading?.worktree?.locked !== undefined)
    return `Git holds it locked (${sayLock(reading)}); unlock it first.`;
  const backup = reading === undefined ? undefined : obstacleOfBackup(reading);
  if (backup !== undefined) return backup;
  if (reading !== undefined && isNamedElsewhere(reading))
    return 'Git lists it in another place; reattach it first, so that what is in it can be seen and kept.';
  const isSeen =
    git === undefined || reading?.path.kind === 'absent' || reading?.status?.kind === 'read';
  // An unregistered worktree has no status, and goes to the trash whole.
  return isSeen || reading?.registration === 'unregistered'
    ? undefined
    : 'What is in it could not be seen; look again.';
}

function obstacleOfRecreation({ recorded, reading }: EnvironmentCase): string | undefined {
  const { executionMode, git } = recorded.record;
  if (executionMode === 'shared_workspace')
    return 'It is the workspace itself, which Rollcall does not make.';
  if (executionMode === 'git_worktree' && git === undefined)
    return 'Its record does not say which worktree it was.';
  const lock = reading === undefined ? 'none' : judgeLock(reading);
  return lock === 'none' || lock === 'gone'
    ? undefined
    : `Git holds it locked (${sayLock(reading)}); unlock it first.`;
}

const unlockIndex = ({ reading }: EnvironmentCase): OfferedAction =>
  action(
    'unlock',
    reading?.gitAtWork?.kind === 'none'
      ? undefined
      : 'Whether a git is at work there could not be seen; look again.',
  );

/** Ends what was begun; nothing that could not be seen whole. */
function finishOrAbort({ reading, isOccupied }: EnvironmentCase): OfferedAction[] {
  if (reading?.worktree?.operation === undefined) return [];
  if (isOccupied)
    return [action('finish_or_abort', 'An agent may be at work there; stop it first.')];
  if (reading.worktree.isMain)
    return [
      action('finish_or_abort', 'It is the repository itself, in which Rollcall ends nothing.'),
    ];
  const isSeen = reading.status?.kind === 'read';
  return [
    action('finish_or_abort', isSeen ? undefined : 'What is in it could not be seen; look again.'),
  ];
}

/** Without a link and without an entry nothing tells whose worktree it was. */
function reattach({ reading }: EnvironmentCase): OfferedAction {
  if (reading?.link?.kind !== 'broken') return action('reattach');
  if (reading.link.isDirectory === true)
    return action('reattach', 'Its .git is a directory and no repository; clean it up instead.');
  return reading.worktree === undefined
    ? action('reattach', 'Its .git leads nowhere, and git lists no worktree there.')
    : action('reattach');
}

const isUncertain = 'It could not be looked at; look again.';
const isInTheWay = 'Its directory is in the way; reattach it, or clean it up first.';

/**
 * What may be done about the environment itself, the one that mends it first. Where that is the
 * operator's own hand (a branch, an operation, a lock) there is only to clean up, which keeps it all.
 */
export function ownActions(
  reason: Reason,
  environment: EnvironmentCase,
  holder: JudgedSession | undefined,
): OfferedAction[] {
  const removal = obstacleOfRemoval(environment);
  const cleanUp = action('clean_up', removal);
  const archive = action('archive', removal);
  const isDirty = environment.verdict.health === 'dirty';
  switch (reason) {
    case 'directory_missing':
      return [action('recreate', obstacleOfRecreation(environment)), action('forget')];
    case 'locked_and_missing':
      return [
        action('recreate', obstacleOfRecreation(environment)),
        unlockAction(environment.reading),
        action('forget'),
      ];
    case 'locked':
      return [unlockAction(environment.reading)];
    case 'index_lock_abandoned':
      return [unlockIndex(environment)];
    case 'rebase_in_progress':
    case 'merge_in_progress':
    case 'cherry_pick_in_progress':
    case 'revert_in_progress':
    case 'bisect_in_progress':
    case 'operation_in_progress':
    case 'conflicts':
      return [...finishOrAbort(environment), cleanUp];
    case 'moved':
      return [
        action('reattach', undefined, `Follows it to ${environment.reading?.movedTo}, as it is.`),
        action('recreate', 'It is not lost; a new one would cut off the one that was moved.'),
      ];
    case 'unregistered':
    case 'gitdir_broken':
    case 'prunable':
    case 'empty_directory':
      return [reattach(environment), action('recreate', isInTheWay), cleanUp];
    case 'wrong_repository':
      return [cleanUp, action('reattach', 'It belongs to another repository.')];
    case 'wrong_branch':
    case 'branch_gone':
    case 'detached_head':
    case 'branch_checked_out_elsewhere':
      return [switchBackAction(environment), cleanUp, archive];
    case 'volume_unavailable':
      return [action('recreate', isUncertain)];
    case 'status_unreadable':
      return [cleanUp];
    case 'environment_orphaned':
      return [
        cleanUp,
        archive,
        action('adopt'),
        ...unlockFirst(environment.reading),
        action('forget'),
      ];
    case 'owner_unreadable':
      return [action('clean_up', 'Its owner could not be read; look again.')];
    case 'cleanup_due':
      return [
        ...(isDirty ? [archive, cleanUp] : [cleanUp, archive]),
        ...unlockFirst(environment.reading),
      ];
    case 'incomplete_record':
      return [action('forget')];
    default:
      return leaseActions(reason, holder) ?? [cleanUp, archive];
  }
}

/** An expired lease's holder is alive: to stop it is the operator's own idea, never ours. */
function leaseActions(
  reason: Reason,
  holder: JudgedSession | undefined,
): OfferedAction[] | undefined {
  switch (reason) {
    case 'lease_abandoned':
    case 'lease_unreadable':
      return [action('release_lease')];
    case 'lease_expired':
      return [
        action('release_lease', 'Its holder is alive; wait for it or stop it first.'),
        action('stop', holder === undefined ? 'Its holder is no recorded session.' : undefined),
      ];
    case 'lease_holder_unknown':
      return [action('release_lease', 'Whether its holder lives could not be seen; look again.')];
    default:
      return undefined;
  }
}
