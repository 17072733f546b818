import { randomUUID } from 'node:crypto';
import { followPlan } from '#shared/contract/follow-plan.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { ClientUse } from './client-source.ts';
import { createPace } from './pace.ts';

/** Asks for a plan by one of the contract's calls; tells about once a second how far it is. */
export function askPlan(
  { client, screen }: ClientUse,
  ask: (input: { readonly askedAs: string }) => Promise<Plan>,
): Promise<Plan> {
  const askedAs = randomUUID();
  const over = new AbortController();
  const isTime = createPace();
  return followPlan(() => ask({ askedAs }), {
    watch: () => client.recover.planning({ askedAs }, { signal: over.signal }),
    stop: () => over.abort(),
    onProgress({ looked, total }) {
      if (total > 1 && isTime()) screen.tell(`Looking at ${looked} of ${total}`);
    },
  });
}
