import type { OfferedAction } from './condition.ts';
import type { Verb } from './verb.ts';

/** Whether a verb is among these actions and may be taken. */
export const isOffered = (actions: readonly OfferedAction[], verb: Verb): boolean =>
  actions.some((one) => one.verb === verb && one.offered);
