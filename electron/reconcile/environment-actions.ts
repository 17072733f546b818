import type { OfferedAction, Reason } from '#shared/domain/condition.ts';
import type { Verb } from '#shared/domain/verb.ts';
import type { JudgedSession } from './judged-session.ts';
import { action, isOffered, offeredActions } from './offered-actions.ts';
import { ownActions } from './own-actions.ts';
import { proposeForTask } from './propose.ts';
import { surroundingsOf } from './surroundings.ts';
import type { EnvironmentCase, TaskCase } from './world.ts';

/** Off the list until it changes: not for what is unknown, which is looked at again instead. */
const isAcknowledgeable = (reason: Reason): boolean =>
  reason !== 'volume_unavailable' && reason !== 'owner_unreadable';

/** Reasons whose own first offered action is what mends them. */
const mendsItself: ReadonlySet<Reason> = new Set([
  'directory_missing',
  'locked_and_missing',
  'unregistered',
  'gitdir_broken',
  'prunable',
  'empty_directory',
  'wrong_repository',
  'environment_orphaned',
  'cleanup_due',
  'lease_abandoned',
  'lease_unreadable',
]);

/** May well be meant so, and harms nobody who knows: to leave it is what is proposed. */
const mayBeMeant: ReadonlySet<Reason> = new Set([
  'wrong_branch',
  'detached_head',
  'branch_checked_out_elsewhere',
  'branch_gone',
  'diverged',
  'upstream_gone',
  'base_gone',
  'nested_repository',
]);

/** Nothing that a task's agent could go on in the midst of: its own verbs are no answer to these. */
const isOwnMatter = (reason: Reason): boolean =>
  reason === 'moved' || reason === 'volume_unavailable' || reason.startsWith('lease_');

function propose(
  reason: Reason,
  own: readonly OfferedAction[],
  ofTask: readonly OfferedAction[],
  task: TaskCase | undefined,
): Verb {
  const mend = mendsItself.has(reason) ? own.find(({ offered }) => offered)?.verb : undefined;
  if (mend !== undefined) return mend;
  const canTaskHelp = !mendsItself.has(reason) && !isOwnMatter(reason);
  const ofItsTask = canTaskHelp ? proposeForTask(ofTask, task?.checkpoint) : undefined;
  return ofItsTask ?? (mayBeMeant.has(reason) ? 'acknowledge' : 'look_again');
}

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
  return { actions, proposed: propose(reason, own, ofTask, task) };
}
