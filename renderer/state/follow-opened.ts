import { saysTheSame } from '#shared/contract/view-delta.ts';
import type { MirrorState } from './mirror-state.ts';
import type { Mirror } from './mirror.ts';

/**
 * Keeps the evidence of the open item as new as the last look: deltas leave out when a probe looked.
 * Gives the way to stop.
 */
export function followOpened(mirror: Mirror): () => void {
  async function refresh({ client, opened }: MirrorState): Promise<void> {
    if (client === null || opened === null) return;
    try {
      const fresh = await client.readCondition({ id: opened.id });
      const state = mirror.getState();
      // Only the times are taken over: facts come, in order, through the live stream.
      if (state.opened?.id !== fresh.id || !saysTheSame(state.opened, fresh)) return;
      const byId = state.byId.has(fresh.id) ? state.byId.renew(fresh) : state.byId;
      mirror.setState({ byId, opened: fresh });
    } catch (error) {
      // Gone meanwhile, or the connection is lost: what is shown says how old it is.
      console.info('The evidence of the open item could not be renewed.', error);
    }
  }
  return mirror.subscribe((state, before) => {
    const isLooked = state.view?.header.observedAt !== before.view?.header.observedAt;
    if (state.opened?.id !== before.opened?.id || isLooked) void refresh(state);
  });
}
