import type { OfferedAction, Reason } from '#shared/domain/condition.ts';
import type { Verb } from '#shared/domain/verb.ts';
import type { JudgedSession } from './judged-session.ts';
import { action, isOffered, offeredActions } from './offered-actions.ts';
import { proposeForTask } from './propose.ts';
import { surroundingsOf } from './surroundings.ts';
import type { EnvironmentCase, TaskCase } from './world.ts';

/** Why an environment may not be taken away; undefined when it may. */
function obstacleOfRemoval({ recorded, isOccupied, reading }: EnvironmentCase): string | undefined {
  const { executionMode, git } = recorded.record;
  if (executionMode === 'shared_workspace')
    return 'It is the workspace itself; nothing in it may be removed.';
  if (isOccupied) return 'An agent may be at work there; stop it first.';
  const isSeen =
    git === undefined || reading?.path.kind === 'absent' || reading?.status?.kind === 'read';
  // An unregistered worktree has no status, and goes to the trash whole.
  return isSeen || reading?.registration === 'unregistered'
    ? undefined
    : 'What is in it could not be seen; look again.';
}

function obstacleOfRecreation({ recorded }: EnvironmentCase): string | undefined {
  const { executionMode, git } = recorded.record;
  if (executionMode === 'shared_workspace')
    return 'It is the workspace itself, which Rollcall does not make.';
  return executionMode === 'git_worktree' && git === undefined
    ? 'Its record does not say which worktree it was.'
    : undefined;
}

const isUncertain = 'It could not be looked at; look again.';

/** What may be done about the environment itself, the proposed action first. */
function ownActions(
  reason: Reason,
  environment: EnvironmentCase,
  holder: JudgedSession | undefined,
): OfferedAction[] {
  const removal = obstacleOfRemoval(environment);
  switch (reason) {
    case 'directory_missing':
    case 'locked_and_missing':
      return [action('recreate', obstacleOfRecreation(environment))];
    case 'unregistered':
      return [
        action('reattach'),
        action('recreate', 'Its directory is in the way; reattach it, or clean it up first.'),
        action('clean_up', removal),
      ];
    case 'volume_unavailable':
      return [action('recreate', isUncertain)];
    case 'environment_orphaned':
      return [action('clean_up', removal), action('adopt')];
    case 'owner_unreadable':
      return [action('clean_up', 'Its owner could not be read; look again.')];
    case 'cleanup_due':
      return [action('clean_up', removal)];
    case 'lease_abandoned':
    case 'lease_unreadable':
      return [action('release_lease')];
    case 'lease_expired':
      return [
        action('release_lease', 'Its holder is alive; wait for it or stop it first.'),
        action('stop', holder === undefined ? 'Its holder is no recorded session.' : undefined),
      ];
    default:
      return [];
  }
}

/** An expired lease's holder is alive: to stop it is the operator's own idea, never ours. */
const isProposable = (reason: Reason): boolean => reason !== 'lease_expired';

/** Off the list until it changes: not for what is unknown, which is looked at again instead. */
const isAcknowledgeable = (reason: Reason): boolean =>
  reason !== 'volume_unavailable' && reason !== 'owner_unreadable';

/** Actions of an environment's condition and the one proposed. */
export function environmentActions(
  reason: Reason,
  environment: EnvironmentCase,
  task: TaskCase | undefined,
  holder: JudgedSession | undefined,
): { readonly actions: readonly OfferedAction[]; readonly proposed: Verb } {
  const own = ownActions(reason, environment, holder);
  const ofTask =
    task === undefined ? [] : offeredActions(task.task, task.checkpoint, surroundingsOf(task));
  const canAcknowledge = isOffered(ofTask, 'acknowledge') || isAcknowledgeable(reason);
  const actions = [
    ...own,
    ...ofTask.filter(({ verb }) => verb !== 'acknowledge'),
    ...(canAcknowledge
      ? [action('acknowledge')]
      : ofTask.filter(({ verb }) => verb === 'acknowledge')),
  ];
  const first = isProposable(reason) ? own.find(({ offered }) => offered)?.verb : undefined;
  const proposed =
    first ?? (own.length === 0 ? proposeForTask(ofTask, task?.checkpoint) : undefined);
  return { actions, proposed: proposed ?? 'look_again' };
}
