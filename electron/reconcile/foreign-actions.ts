import type { OfferedAction, Subject } from '#shared/domain/condition.ts';
import { isOffered } from '#shared/domain/offered.ts';
import { isForeignSource, leftToSource } from '#shared/domain/source.ts';
import type { Verb } from '#shared/domain/verb.ts';

/**
 * What may be done about something that another system has recorded: whatever would change its records,
 * or the ground under its agents, is left to that system, and says so.
 */
export function foreignActions(
  { source }: Subject,
  proposed: Verb,
  actions: readonly OfferedAction[],
): { readonly proposed: Verb; readonly actions: readonly OfferedAction[] } {
  if (!isForeignSource(source)) return { proposed, actions };
  const left = actions.map((one): OfferedAction => {
    const why = leftToSource(source, one.verb);
    return one.offered && why !== undefined ? { ...one, offered: false, why } : one;
  });
  if (isOffered(left, proposed)) return { proposed, actions: left };
  return { proposed: isOffered(left, 'acknowledge') ? 'acknowledge' : 'look_again', actions: left };
}
