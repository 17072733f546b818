import type { OfferedAction } from './condition.ts';
import type { Verb } from './verb.ts';

/** Whether a verb is among these actions and may be taken. */
export const isOffered = (actions: readonly OfferedAction[], verb: Verb): boolean =>
  actions.some((one) => one.verb === verb && one.offered);

/** What gives something up; the more of it, the later. */
const givesUp: readonly Verb[] = [
  'mark_crashed',
  'unlock',
  'finish_or_abort',
  'stop',
  'archive',
  'clean_up',
  'forget',
];
/** What goes on with the work or mends its place; the surest first. */
const goesOn: readonly Verb[] = [
  'resume',
  'reattach',
  'switch_back',
  'recreate',
  'release_lease',
  'update_status',
  'adopt',
  'retry_push',
  'restart',
];
const leavesIt: readonly Verb[] = ['acknowledge', 'snooze', 'look_again'];
const bySafety: readonly Verb[] = [...goesOn, ...leavesIt, ...givesUp];

/**
 * Actions as they are offered everywhere: what goes on with the work, then what leaves all as it is,
 * then what gives something up, so that nobody meets a removal before a way back.
 */
export const orderActions = (actions: readonly OfferedAction[]): readonly OfferedAction[] =>
  actions.toSorted((a, b) => bySafety.indexOf(a.verb) - bySafety.indexOf(b.verb));
