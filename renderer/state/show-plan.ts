import { followPlan } from '#shared/contract/follow-plan.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { Verb } from '#shared/domain/verb.ts';
import { messageOf } from '#shared/result.ts';
import { clientOf } from './client-of.ts';
import type { Client } from './client.ts';
import type { AwaitedPlan, Review } from './mirror-state.ts';
import type { Mirror } from './mirror.ts';

/** One of the contract's calls for a plan. */
export type AskPlan = (
  client: Client,
  input: { readonly askedAs: string },
  options: { readonly signal: AbortSignal },
) => Promise<Plan>;

/**
 * Asks for a plan and shows it in the review sheet, and meanwhile how far it is; `waiting` is what the
 * sheet shows until then. The plan is given up when the sheet is closed or shows something else.
 */
export async function showPlan(
  mirror: Mirror,
  verb: Verb,
  conditionIds: readonly string[],
  ask: AskPlan,
  waiting: AwaitedPlan = { kind: 'planning', verb, conditionIds },
): Promise<void> {
  const giveUp = new AbortController();
  const { signal } = giveUp;
  const askedAs = crypto.randomUUID();
  let shown: Review = waiting;
  const show = (review: Review): void => {
    if (mirror.getState().review !== shown) return;
    shown = review;
    mirror.setState({ review });
  };
  mirror.setState({ review: waiting });
  const unfollow = mirror.subscribe(({ review }) => void (review !== shown && giveUp.abort()));
  try {
    const client = clientOf(mirror);
    const plan = await followPlan(() => ask(client, { askedAs }, { signal }), {
      watch: async () => client.recover.planning({ askedAs }, { signal }),
      stop: () => giveUp.abort(),
      onProgress: (progress) => show({ ...waiting, progress }),
    });
    show({ kind: 'ready', plan });
  } catch (error) {
    show({ kind: 'not_planned', verb, conditionIds, message: messageOf(error) });
  } finally {
    unfollow();
  }
}
