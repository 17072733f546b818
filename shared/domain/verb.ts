/** What an operator can do about a condition here. */
export const verbs = [
  'resume',
  'restart',
  'acknowledge',
  'mark_crashed',
  'update_status',
  'recreate',
  'reattach',
  'release_lease',
  'stop',
  'clean_up',
  'adopt',
  'look_again',
  'snooze',
  'archive',
  'unlock',
  'finish_or_abort',
  'switch_back',
  /** Hands work that could not be pushed back to the system that recorded it. */
  'retry_push',
  'forget',
  /** Gives a backup back; planned from what is kept, not from a condition. */
  'restore',
  /** Takes back what an operation did; planned from that operation. */
  'undo',
] as const;
export type Verb = (typeof verbs)[number];

/** The words on buttons. */
export const verbLabels: Readonly<Record<Verb, string>> = {
  resume: 'Resume from checkpoint',
  restart: 'Restart from scratch',
  acknowledge: 'Acknowledge',
  mark_crashed: 'Mark crashed',
  update_status: 'Update status',
  recreate: 'Recreate environment',
  reattach: 'Reattach worktree',
  release_lease: 'Release lease',
  stop: 'Stop session',
  clean_up: 'Clean up',
  adopt: 'Adopt',
  look_again: 'Look again',
  snooze: 'Snooze',
  archive: 'Archive',
  unlock: 'Unlock',
  finish_or_abort: 'Finish or abort',
  switch_back: 'Switch back to its branch',
  retry_push: 'Retry push',
  forget: 'Forget record',
  restore: 'Restore backup',
  undo: 'Undo',
};

/** The short word for a row's button. */
export const verbShortLabels: Readonly<Record<Verb, string>> = {
  ...verbLabels,
  resume: 'Resume',
  restart: 'Restart',
  recreate: 'Recreate',
  reattach: 'Reattach',
  stop: 'Stop',
  finish_or_abort: 'Finish or abort',
  switch_back: 'Switch back',
  forget: 'Forget',
  restore: 'Restore',
};

/**
 * 0: reversible change of our records, at once. 1: at once unless there is a warning or more than
 * 25 items. 2: always the review sheet. 3: the operator types the count.
 */
export type Tier = 0 | 1 | 2 | 3;

/** More items than this are reviewed first, however harmless each one is. */
export const reviewAbove = 25;

export const verbTiers: Readonly<Record<Verb, Tier>> = {
  look_again: 0,
  acknowledge: 0,
  resume: 1,
  release_lease: 1,
  reattach: 1,
  update_status: 1,
  mark_crashed: 1,
  adopt: 1,
  restart: 2,
  recreate: 2,
  stop: 2,
  clean_up: 2,
  snooze: 0,
  forget: 0,
  unlock: 1,
  undo: 1,
  archive: 2,
  finish_or_abort: 2,
  switch_back: 2,
  retry_push: 2,
  restore: 2,
};
