import { verbShortLabels, verbTiers, type Verb } from '#shared/domain/verb.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { counted } from '#shared/domain/counted.ts';
import type { ItemResult } from '#shared/domain/plan.ts';

/** What became of an item. */
export const resultWords: Readonly<Record<ItemResult, string>> = {
  applied: 'applied',
  no_change_needed: 'no change needed',
  refused: 'refused',
  failed: 'failed',
  cancelled: 'cancelled',
  not_attempted: 'not attempted',
};

/** What was done, for “Resumed 3 of 4”. */
export const past: Readonly<Record<Verb, string>> = {
  resume: 'Resumed',
  restart: 'Restarted',
  acknowledge: 'Acknowledged',
  mark_crashed: 'Marked crashed:',
  update_status: 'Updated the status of',
  recreate: 'Recreated',
  reattach: 'Reattached',
  release_lease: 'Released the lease of',
  stop: 'Stopped',
  clean_up: 'Cleaned up',
  adopt: 'Adopted',
  look_again: 'Looked again at',
  snooze: 'Snoozed',
  archive: 'Archived',
  unlock: 'Unlocked',
  finish_or_abort: 'Ended the operation in',
  switch_back: 'Switched back',
  retry_push: 'Handed back for another push:',
  forget: 'Forgot',
  restore: 'Restored',
  undo: 'Undid',
};

/** What is being done, for “Resuming: 17 of 20 done”. */
export const ongoing: Readonly<Record<Verb, string>> = {
  resume: 'Resuming',
  restart: 'Restarting',
  acknowledge: 'Acknowledging',
  mark_crashed: 'Marking crashed',
  update_status: 'Updating',
  recreate: 'Recreating',
  reattach: 'Reattaching',
  release_lease: 'Releasing',
  stop: 'Stopping',
  clean_up: 'Cleaning up',
  adopt: 'Adopting',
  look_again: 'Looking',
  snooze: 'Snoozing',
  archive: 'Archiving',
  unlock: 'Unlocking',
  finish_or_abort: 'Ending the operation',
  switch_back: 'Switching back',
  retry_push: 'Handing back for another push',
  forget: 'Forgetting',
  restore: 'Restoring',
  undo: 'Undoing',
};

const nouns: Readonly<Record<Condition['subject']['kind'], readonly [string, string]>> = {
  run: ['run', 'runs'],
  task: ['task', 'tasks'],
  environment: ['environment', 'environments'],
  checkpoint: ['checkpoint', 'checkpoints'],
  session: ['session', 'sessions'],
  worker: ['worker', 'workers'],
  pipelineItem: ['pipeline item', 'pipeline items'],
  engine: ['engine', 'engines'],
  repository: ['repository', 'repositories'],
  directory: ['directory', 'directories'],
  machine: ['machine', 'machines'],
  source: ['file', 'files'],
};

const objectOf: Readonly<Partial<Record<Verb, readonly [string, string]>>> = {
  resume: nouns.task,
  restart: nouns.task,
  recreate: nouns.environment,
  reattach: ['worktree', 'worktrees'],
  switch_back: ['worktree', 'worktrees'],
  retry_push: nouns.worker,
  release_lease: ['lease', 'leases'],
  mark_crashed: nouns.session,
  update_status: nouns.session,
  stop: nouns.session,
};

const titleVerb: Readonly<Partial<Record<Verb, string>>> = {
  release_lease: 'Release the lease of',
  mark_crashed: 'Mark as crashed:',
  update_status: 'Update the status of',
};

const sayVerb: Readonly<Partial<Record<Verb, string>>> = {
  release_lease: 'Release',
  mark_crashed: 'Mark',
  update_status: 'Update',
};
const sayAfter: Readonly<Partial<Record<Verb, string>>> = { mark_crashed: ' crashed' };

/** A verb before its object: `Restart`, `Release the lease of`. */
export const sayAct = (verb: Verb): string => titleVerb[verb] ?? verbShortLabels[verb];

/** What a verb's confirming button says: `Restart 3 tasks`, `Mark 1 session crashed`. */
export function nameAct(verb: Verb, subjects: readonly Condition['subject'][]): string {
  const kinds = new Set(subjects.map((subject) => subject.kind));
  const [only] = kinds;
  const noun = objectOf[verb] ?? (kinds.size === 1 && only ? nouns[only] : ['item', 'items']);
  const say = sayVerb[verb] ?? verbShortLabels[verb];
  return `${say} ${counted(subjects.length, ...noun)}${sayAfter[verb] ?? ''}`;
}

/** A verb on a button that first asks something, or opens the review sheet, ends in an ellipsis. */
export const withEllipsis = (verb: Verb, label: string): string =>
  verb === 'snooze' || verbTiers[verb] >= 2 ? `${label}…` : label;
