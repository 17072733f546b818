import type { Reason } from './condition.ts';
import type { Entries } from './reason-entry.ts';

/** How an environment differs from its record, or is stuck (docs/decisions/0006). */
export const drifted = {
  finished_unrecorded: {
    lane: 'drifted',
    title: 'Finished, not recorded',
    meaning: 'The process ended well while nobody was there to write it down.',
    severity: 'low',
  },
  status_mismatch: {
    lane: 'drifted',
    title: 'Status behind',
    meaning: 'The engine knows a later state of this live session than the record does.',
    severity: 'low',
  },
  directory_missing: {
    lane: 'drifted',
    title: 'Directory missing',
    meaning: 'The directory of the environment is not there; the folder around it is.',
    severity: 'high',
  },
  volume_unavailable: {
    lane: 'drifted',
    title: 'Could not look',
    meaning:
      'The place of the environment cannot be seen: a volume may be unmounted. Nothing is concluded.',
    severity: 'medium',
  },
  status_unreadable: {
    lane: 'drifted',
    title: 'Could not look inside',
    meaning:
      'Git lists the worktree, but could not tell what is changed in it. Nothing is concluded, and nothing is done to it.',
    severity: 'medium',
  },
  unregistered: {
    lane: 'drifted',
    title: 'Not registered',
    meaning: 'The directory is there, but git no longer lists it as a worktree.',
    severity: 'high',
  },
  wrong_branch: {
    lane: 'drifted',
    title: 'Wrong branch',
    meaning: 'The worktree has another branch checked out than the one recorded.',
    severity: 'medium',
  },
  detached_head: {
    lane: 'drifted',
    title: 'Detached HEAD',
    meaning: 'The worktree is on no branch and in no operation that would explain it.',
    severity: 'medium',
  },
  operation_in_progress: {
    lane: 'drifted',
    title: 'Operation in progress',
    meaning:
      'Patches or another operation of git were begun and not finished, and no agent is at it.',
    severity: 'medium',
  },
  conflicts: {
    lane: 'drifted',
    title: 'Conflicts',
    meaning: 'Files are in conflict, and no agent is at it.',
    severity: 'high',
  },
  locked_and_missing: {
    lane: 'drifted',
    title: 'Locked and missing',
    meaning: 'Git keeps a locked entry for a worktree whose directory is not there.',
    severity: 'high',
  },
  index_lock_abandoned: {
    lane: 'drifted',
    title: 'Index lock left behind',
    meaning: 'An old index.lock keeps git from writing here, and no agent is at work.',
    severity: 'medium',
  },
  incomplete_record: {
    lane: 'drifted',
    title: 'Incomplete record',
    meaning: 'The record calls this a worktree but does not say of which repository or branch.',
    severity: 'low',
  },
  moved: {
    lane: 'drifted',
    title: 'Moved',
    meaning: 'The directory is not where it was recorded; its worktree was found in another place.',
    severity: 'high',
  },
  empty_directory: {
    lane: 'drifted',
    title: 'Emptied directory',
    meaning: 'The directory is there, but nothing is in it any more.',
    severity: 'high',
  },
  wrong_repository: {
    lane: 'drifted',
    title: 'Another repository',
    meaning: 'The directory belongs to another repository than the one recorded.',
    severity: 'high',
  },
  gitdir_broken: {
    lane: 'drifted',
    title: 'Broken link to git',
    meaning:
      'The .git of the directory and the entry that git keeps of it do not lead to each other.',
    severity: 'high',
  },
  prunable: {
    lane: 'drifted',
    title: 'About to be pruned',
    meaning: 'The .git of the directory is gone, so the next prune of git forgets the worktree.',
    severity: 'high',
  },
  locked: {
    lane: 'drifted',
    title: 'Lock left behind',
    meaning: 'Git holds the worktree locked, and nobody who is known to be alive asked for it.',
    severity: 'low',
  },
  branch_gone: {
    lane: 'drifted',
    title: 'Branch gone',
    meaning: 'The recorded branch does not exist any more.',
    severity: 'high',
  },
  branch_checked_out_elsewhere: {
    lane: 'drifted',
    title: 'Branch checked out elsewhere',
    meaning: 'Another worktree has the recorded branch checked out.',
    severity: 'high',
  },
  rebase_in_progress: {
    lane: 'drifted',
    title: 'Rebase half done',
    meaning:
      'A rebase was begun and not finished, and no agent is at it. The branch is where it was before.',
    severity: 'medium',
  },
  merge_in_progress: {
    lane: 'drifted',
    title: 'Merge half done',
    meaning: 'A merge was begun and not committed, and no agent is at it.',
    severity: 'medium',
  },
  cherry_pick_in_progress: {
    lane: 'drifted',
    title: 'Cherry-pick half done',
    meaning: 'A cherry-pick was begun and not finished, and no agent is at it.',
    severity: 'medium',
  },
  revert_in_progress: {
    lane: 'drifted',
    title: 'Revert half done',
    meaning: 'A revert was begun and not finished, and no agent is at it.',
    severity: 'medium',
  },
  bisect_in_progress: {
    lane: 'drifted',
    title: 'Bisect under way',
    meaning:
      'A bisect was begun and not reset, and no agent is at it; another commit than the branch is checked out.',
    severity: 'medium',
  },
  diverged: {
    lane: 'drifted',
    title: 'Diverged from upstream',
    meaning: 'The branch and its upstream each have commits that the other has not.',
    severity: 'medium',
  },
  upstream_gone: {
    lane: 'drifted',
    title: 'Upstream gone',
    meaning:
      'The branch follows an upstream that does not exist any more: it may be merged, or deleted.',
    severity: 'low',
  },
  base_gone: {
    lane: 'drifted',
    title: 'Base branch gone',
    meaning: 'The branch that the work began from does not exist any more.',
    severity: 'low',
  },
  nested_repository: {
    lane: 'drifted',
    title: 'Repository inside',
    meaning:
      'Another repository lies inside the worktree; git looks past it, and so do its backups.',
    severity: 'medium',
  },
  dirty: {
    lane: 'drifted',
    title: 'Uncommitted changes',
    meaning: 'Files are changed and not committed. That is work, not trouble.',
    severity: 'low',
  },
  untracked: {
    lane: 'drifted',
    title: 'Untracked files',
    meaning: 'Files are there that git does not track. That is work, not trouble.',
    severity: 'low',
  },
  ahead_unpushed: {
    lane: 'drifted',
    title: 'Commits not pushed',
    meaning: 'Commits are here that no remote and no other branch has. That is work, not trouble.',
    severity: 'low',
  },
} as const satisfies Entries<'drifted'>;

/** Facts about the work in an environment: told in its drift, never a condition by themselves. */
export const workFacts: ReadonlySet<Reason> = new Set(['dirty', 'untracked', 'ahead_unpushed']);
