import type { Lane, Reason, Severity } from './condition.ts';
import type { Verb } from './verb.ts';

/** What a reason is called, what it means, and how grave it is unless the facts make it graver. */
export interface ReasonEntry {
  readonly lane: Lane;
  readonly title: string;
  readonly meaning: string;
  readonly severity: Severity;
}

type Entries<L extends Lane> = Readonly<Partial<Record<Reason, ReasonEntry & { lane: L }>>>;

const crashed = {
  process_exited: {
    lane: 'crashed',
    title: 'Process ended',
    meaning: 'The process of an active session has ended, with a failure or nobody knows how.',
    severity: 'high',
  },
  process_gone: {
    lane: 'crashed',
    title: 'Process gone',
    meaning: 'The record says active, but its engine no longer knows the session.',
    severity: 'high',
  },
  pid_reused: {
    lane: 'crashed',
    title: 'Pid reused',
    meaning:
      'The recorded pid now belongs to another process, or the machine was restarted since. Nothing is ever sent to that process.',
    severity: 'high',
  },
  unresponsive: {
    lane: 'crashed',
    title: 'Silent',
    meaning: 'The process is alive, but its last heartbeat is older than the limit.',
    severity: 'medium',
  },
} as const satisfies Entries<'crashed'>;

const orphaned = {
  running_after_exit: {
    lane: 'orphaned',
    title: 'Runs after its end',
    meaning: 'The record says that the session has ended, but its process is alive.',
    severity: 'high',
  },
  unrecorded_session: {
    lane: 'orphaned',
    title: 'Unrecorded session',
    meaning: 'An engine holds a live session that no record names.',
    severity: 'medium',
  },
  environment_orphaned: {
    lane: 'orphaned',
    title: 'Environment without a task',
    meaning: 'No task works here any more, and none is known to come back.',
    severity: 'medium',
  },
  cleanup_due: {
    lane: 'orphaned',
    title: 'Clean-up due',
    meaning: 'The task is finished, and its policy says that the environment should go.',
    severity: 'low',
  },
  leftover_directory: {
    lane: 'orphaned',
    title: 'Leftover directory',
    meaning: 'A directory under a managed root that neither a record nor git knows.',
    severity: 'low',
  },
  unrecorded_worktree: {
    lane: 'orphaned',
    title: 'Unrecorded worktree',
    meaning: 'Git knows this worktree, but no record does.',
    severity: 'low',
  },
} as const satisfies Entries<'orphaned'>;

const drifted = {
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
    meaning: 'A rebase, merge or the like was begun and not finished, and no agent is at it.',
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
} as const satisfies Entries<'drifted'>;

const blocked = {
  interrupted: {
    lane: 'blocked',
    title: 'Interrupted',
    meaning: 'The session of this task ended before the task did.',
    severity: 'medium',
  },
  task_blocked: {
    lane: 'blocked',
    title: 'Blocked',
    meaning: 'The task waits for something that will not come by itself.',
    severity: 'medium',
  },
  lease_abandoned: {
    lane: 'blocked',
    title: 'Abandoned lease',
    meaning: 'The holder of the lease is proven gone, but the lease still claims the environment.',
    severity: 'medium',
  },
  lease_expired: {
    lane: 'blocked',
    title: 'Expired lease',
    meaning: 'The time of the lease is over, but its holder is alive.',
    severity: 'medium',
  },
  lease_unreadable: {
    lane: 'blocked',
    title: 'Unreadable lease',
    meaning: 'The lease does not say who holds it in a way that could be looked at.',
    severity: 'medium',
  },
  mass_death: {
    lane: 'blocked',
    title: 'Mass death',
    meaning:
      'Most live sessions vanished in one look. Until that is confirmed nothing is concluded from it.',
    severity: 'critical',
  },
  engine_unreadable: {
    lane: 'blocked',
    title: 'Engine unreadable',
    meaning: 'The engine could not be asked, so its sessions are unknown.',
    severity: 'low',
  },
  repository_unreadable: {
    lane: 'blocked',
    title: 'Repository unreadable',
    meaning: 'Git could not list the worktrees, so the environments in it are unknown.',
    severity: 'medium',
  },
  owner_unreadable: {
    lane: 'blocked',
    title: 'Owner unreadable',
    meaning: 'The run that owns this environment could not be read, so nobody says whose it is.',
    severity: 'medium',
  },
} as const satisfies Entries<'blocked'>;

/** Every reason, by name. A reason without an entry is a type error. */
export const reasonCatalogue: Readonly<Record<Reason, ReasonEntry>> = {
  ...crashed,
  ...orphaned,
  ...drifted,
  ...blocked,
};

/** What each verb does, in one line under its button. */
export const verbEffects: Readonly<Record<Verb, string>> = {
  resume: 'Starts the agent again in the same environment, from its checkpoint.',
  restart: 'Gives up what was done, keeps a backup of it, and starts the task anew.',
  acknowledge: 'Leaves it as it is; off the list until something about it changes.',
  mark_crashed: 'Records that the session has ended; ends no process.',
  update_status: 'Brings the record up to what the engine knows.',
  recreate: 'Puts the environment back in place, from its branch or last known commit.',
  reattach: 'Registers the directory with git again; changes no file in it.',
  release_lease: 'Frees the environment from this one holder.',
  stop: 'Ends the whole process tree and sees that it is gone.',
  clean_up: 'Backs it up, then removes it; restorable until the backup expires.',
  adopt: 'Gives it a record, so that it belongs to someone.',
  look_again: 'Observes once more; changes nothing.',
};
