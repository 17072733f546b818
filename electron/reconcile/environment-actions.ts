import type { OfferedAction, Reason } from '#shared/domain/condition.ts';
import { isOffered } from '#shared/domain/offered.ts';
import type { Verb } from '#shared/domain/verb.ts';
import type { JudgedSession } from './judged-session.ts';
import { judgeLock } from './lock-judgement.ts';
import { action, offeredActions } from './offered-actions.ts';
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
  'moved',
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

/** Whatever is started there would go on elsewhere than its record says. */
const isOffBranch: ReadonlySet<Reason> = new Set(['wrong_branch', 'branch_gone']);

/** Nothing that a task's agent could go on in the midst of: its own verbs are no answer to these. */
const isOwnMatter = (reason: Reason): boolean =>
  reason === 'volume_unavailable' || reason === 'status_unreadable' || reason.startsWith('lease_');

/** Never proposed for themselves: to give a record up, or a lock that may be somebody's. */
const isLastResort = ({ verb }: OfferedAction): boolean => verb === 'forget' || verb === 'unlock';

/** What takes away the thing that hangs, where it was seen that nobody is at it any more. */
function ending(
  reason: Reason,
  own: readonly OfferedAction[],
  { reading }: EnvironmentCase,
): Verb | undefined {
  const isGone = reason !== 'locked' || (reading !== undefined && judgeLock(reading) === 'gone');
  const hangs =
    reason === 'locked' || reason === 'index_lock_abandoned' ? 'unlock' : 'finish_or_abort';
  return isGone && isOffered(own, hangs) ? hangs : undefined;
}

function propose(
  reason: Reason,
  environment: EnvironmentCase,
  {
    own,
    ofTask,
  }: { readonly own: readonly OfferedAction[]; readonly ofTask: readonly OfferedAction[] },
  task: TaskCase | undefined,
): Verb {
  if (mendsItself.has(reason))
    return own.find((one) => one.offered && !isLastResort(one))?.verb ?? 'look_again';
  if (isOffBranch.has(reason) && isOffered(own, 'switch_back')) return 'switch_back';
  const ofItsTask = isOwnMatter(reason) ? undefined : proposeForTask(ofTask, task?.checkpoint);
  const left = mayBeMeant.has(reason) ? 'acknowledge' : 'look_again';
  return ofItsTask ?? ending(reason, own, environment) ?? left;
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
  return { actions, proposed: propose(reason, environment, { own, ofTask }, task) };
}
