import type { Entries } from './reason-entry.ts';

/** Parallel workers and pipeline items, which sources bring: what ended in the middle. */
export const workCrashed = {
  worker_crashed: {
    lane: 'crashed',
    title: 'Worker without coordinator',
    meaning: 'The worker is recorded as running, but the coordinator that ran it is proven gone.',
    severity: 'high',
  },
  integration_interrupted: {
    lane: 'crashed',
    title: 'Integration interrupted',
    meaning:
      'The worker was bringing its work in when its coordinator ended; a rebase may be left half done.',
    severity: 'high',
  },
} as const satisfies Entries<'crashed'>;

/** Parallel workers and pipeline items: what waits for a person. */
export const workBlocked = {
  push_blocked: {
    lane: 'blocked',
    title: 'Push blocked',
    meaning: 'The worker is done, but its work could not be pushed.',
    severity: 'high',
  },
  coordinator_review: {
    lane: 'blocked',
    title: 'Coordinator to be reviewed',
    meaning:
      'The coordinator’s lock is older than a week, or its time cannot be right; its worker is never judged by it.',
    severity: 'medium',
  },
  merge_failures: {
    lane: 'blocked',
    title: 'Merge failed three times',
    meaning: 'Three merges in a row failed and nobody is attached to mend it.',
    severity: 'high',
  },
} as const satisfies Entries<'blocked'>;
