import type { Condition, Reason } from '#shared/domain/condition.ts';
import { takenFor } from '#shared/domain/taken.ts';
import { addTo } from '#shared/domain/group-by.ts';
import type { Verb } from '#shared/domain/verb.ts';

/** What happened to several at once, without the number and the time. */
export const causeWords: Readonly<Record<Reason, string>> = {
  process_exited: 'Agents ended with an error',
  process_gone: 'Agents vanished together',
  pid_reused: 'Ended with a restart of this machine',
  unresponsive: 'Agents fell silent',
  finished_unrecorded: 'Finished while nobody recorded it',
  status_mismatch: 'Records lag behind their engine',
  running_after_exit: 'Still running after their recorded end',
  unrecorded_session: 'Running, but nobody recorded them',
  environment_orphaned: 'Environments without a task',
  cleanup_due: 'Due to be cleaned up',
  leftover_directory: 'Directories nobody knows',
  unrecorded_worktree: 'Worktrees nobody recorded',
  directory_missing: 'Directories removed by hand',
  volume_unavailable: 'A volume is not there',
  status_unreadable: 'Worktrees git cannot look into',
  unregistered: 'Worktrees git does not list',
  wrong_branch: 'On another branch than recorded',
  detached_head: 'Detached from their branch',
  leftover_registration: 'Entries of worktrees that are gone',
  moved: 'Moved to another place',
  empty_directory: 'Directories emptied by hand',
  wrong_repository: 'In another repository than recorded',
  gitdir_broken: 'Cut off from their repository',
  prunable: 'About to be pruned by git',
  locked: 'Locks left behind',
  branch_gone: 'Branches that are gone',
  branch_checked_out_elsewhere: 'Branches checked out twice',
  rebase_in_progress: 'Rebases half done',
  merge_in_progress: 'Merges half done',
  cherry_pick_in_progress: 'Cherry-picks half done',
  revert_in_progress: 'Reverts half done',
  bisect_in_progress: 'Bisects under way',
  diverged: 'Diverged from upstream',
  upstream_gone: 'Upstreams that are gone',
  base_gone: 'Base branches that are gone',
  nested_repository: 'Repositories inside worktrees',
  dirty: 'Uncommitted changes',
  untracked: 'Untracked files',
  ahead_unpushed: 'Commits not pushed',
  operation_in_progress: 'A git operation is half done',
  conflicts: 'Left with conflicts',
  locked_and_missing: 'Locked, and missing',
  index_lock_abandoned: 'Index locks left behind',
  incomplete_record: 'Records without worktree details',
  interrupted: 'Interrupted tasks',
  task_blocked: 'Blocked tasks',
  lease_abandoned: 'Leases of holders that are gone',
  lease_expired: 'Leases over their time',
  lease_unreadable: 'Leases that cannot be read',
  lease_holder_unknown: 'Leases held where nobody can look',
  mass_death: 'Many agents ended at once',
  engine_unreadable: 'Engines that cannot be read',
  repository_unreadable: 'Repositories that cannot be read',
  worker_crashed: 'Workers without their coordinator',
  integration_interrupted: 'Integrations interrupted',
  push_blocked: 'Work that could not be pushed',
  coordinator_review: 'Coordinators to be reviewed',
  merge_failures: 'Merges that failed again and again',
  owner_unreadable: 'Runs that cannot be read',
  source_unreadable: 'Records that cannot be read',
};

export interface Offer {
  readonly verb: Verb;
  readonly ids: readonly string[];
}

function countProposals(conditions: readonly Condition[]): readonly Offer[] {
  const idsOf = new Map<Verb, string[]>();
  for (const { id, proposed } of conditions) {
    if (proposed !== null) addTo(idsOf, proposed, id);
  }
  return sortOffers(idsOf);
}

/** Every verb that is offered for at least one of them; those that are proposed come first. */
export function countOffers(conditions: readonly Condition[]): readonly Offer[] {
  const idsOf = new Map<Verb, string[]>();
  const taken = new Set<string>();
  for (const condition of conditions) {
    for (const { verb, offered } of condition.actions) {
      if (!offered || verb === 'look_again') continue;
      // A task that stands on the list twice is restarted once.
      const once = `${verb} ${takenFor(verb, condition)}`;
      if (!taken.has(once)) addTo(idsOf, verb, condition.id);
      taken.add(once);
    }
  }
  const proposals = new Map(countProposals(conditions).map(({ verb, ids }) => [verb, ids.length]));
  return sortOffers(idsOf).toSorted(
    (a, b) =>
      (proposals.get(b.verb) ?? 0) - (proposals.get(a.verb) ?? 0) ||
      Number(b.verb === 'acknowledge') - Number(a.verb === 'acknowledge'),
  );
}

/** The verbs of several conditions with the ids each is for, most frequent first. */
export const sortOffers = (idsOf: ReadonlyMap<Verb, readonly string[]>): readonly Offer[] =>
  [...idsOf].map(([verb, ids]) => ({ verb, ids })).toSorted((a, b) => b.ids.length - a.ids.length);
