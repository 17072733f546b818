import type { Reason } from './condition.ts';
import { drifted } from './reason-drift.ts';
import type { Entries, ReasonEntry } from './reason-entry.ts';
import { workBlocked, workCrashed } from './reason-work.ts';
import type { Verb } from './verb.ts';

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
  leftover_registration: {
    lane: 'orphaned',
    title: 'Leftover registration',
    meaning: 'Git keeps an entry for a worktree whose directory is gone and that no record names.',
    severity: 'low',
  },
} as const satisfies Entries<'orphaned'>;

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
  lease_holder_unknown: {
    lane: 'blocked',
    title: 'Lease holder unknown',
    meaning:
      'The time of the lease is over, but its holder is where this machine cannot look, so nobody says that it is gone.',
    severity: 'low',
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
  source_unreadable: {
    lane: 'blocked',
    title: 'Records unreadable',
    meaning:
      'A file in which another system keeps its records could not be read. What it said before is still shown.',
    severity: 'medium',
  },
} as const satisfies Entries<'blocked'>;

/** Every reason, by name. A reason without an entry is a type error. */
export const reasonCatalogue: Readonly<Record<Reason, ReasonEntry>> = {
  ...crashed,
  ...workCrashed,
  ...orphaned,
  ...drifted,
  ...blocked,
  ...workBlocked,
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
  snooze: 'Off the list until a time, or until something about it changes.',
  archive: 'Moves the whole directory to the trash beside it; restorable until it expires.',
  unlock: 'Takes away a lock whose holder is gone; changes no file in it.',
  finish_or_abort: 'Ends the git operation that was left in the middle; a backup is made first.',
  switch_back:
    'Puts it on its recorded branch again, made anew where it is gone; a backup is made first.',
  retry_push:
    'Has its own system try again, by its state file; a copy of that and a backup of the work are kept first.',
  forget: 'Takes the record off the books; changes nothing on disk.',
  restore: 'Gives a backup back as it was: files, index, branch.',
  undo: 'Takes back what was done, where nothing has changed since.',
};
