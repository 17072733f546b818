import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { afterEach, expect, test } from 'vitest';
import { contract } from '#shared/contract/api.ts';
import { followPlan } from '#shared/contract/follow-plan.ts';
import type { PlanProgress } from '#shared/contract/plan.ts';
import { makePlan } from '#shared/testing/make-plan.ts';
import type { PlanAsker } from '#electron/recover/plan.ts';
import type { ContractClient } from '#electron/transport/connect-control.ts';
import { createPlanning } from './planning.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A console whose plans are made by `compose`, and a window connected to it as the real ones are. */
function connect(compose: (asker: PlanAsker) => Promise<void>) {
  const call = implement(contract);
  const planning = createPlanning();
  const handler = new RPCHandler({
    recover: {
      plan: call.recover.plan.handler(async ({ input: { askedAs }, signal }) => {
        await compose(planning.asker(askedAs, signal));
        return makePlan([]);
      }),
      planning: call.recover.planning.handler(({ input, signal }) =>
        planning.watch(input.askedAs, signal),
      ),
    },
  });
  const { port1, port2 } = new MessageChannel();
  handler.upgrade(port1);
  port1.start();
  port2.start();
  ends.push(() => port2.close());
  const client: ContractClient = createORPCClient(new RPCLink({ port: port2 }));
  return { client, close: () => port2.close() };
}

const question = { verb: 'clean_up', conditionIds: ['a'] } as const;
const request = { ...question, conditionIds: [...question.conditionIds], askedAs: 'window-1' };

/** Resolves when the asker gives up. */
const givenUp = ({ signal }: PlanAsker): Promise<void> =>
  new Promise((resolve) => signal?.addEventListener('abort', () => resolve()));

test('whoever asks for a plan is told meanwhile how far it is, and then gets it', async () => {
  let letGo: () => void = () => undefined;
  const isHeard = new Promise<void>((resolve) => (letGo = resolve));
  const { client } = connect(async ({ onLooked }) => {
    let looked = 0;
    const timer = setInterval(() => onLooked?.((looked += 1), 150), 5);
    await isHeard;
    clearInterval(timer);
  });
  const heard: PlanProgress[] = [];
  const over = new AbortController();
  const plan = await followPlan(() => client.recover.plan(request), {
    watch: () => client.recover.planning({ askedAs: 'window-1' }, { signal: over.signal }),
    stop: () => over.abort(),
    onProgress(progress) {
      heard.push(progress);
      if (heard.length === 2) letGo();
    },
  });
  expect(plan.planId).toBe(makePlan([]).planId);
  expect(heard.map(({ total }) => total)).toEqual([150, 150]);
  expect(heard[1]?.looked).toBeGreaterThan(heard[0]?.looked ?? 0);
});

test('a plan is given up when its asker cancels', async () => {
  let tell: (asker: PlanAsker) => void = () => undefined;
  const begun = new Promise<PlanAsker>((resolve) => (tell = resolve));
  const { client } = connect((asker) => {
    tell(asker);
    return givenUp(asker);
  });
  const cancel = new AbortController();
  const asked = client.recover.plan(request, { signal: cancel.signal });
  const up = givenUp(await begun);
  cancel.abort();
  await expect(asked).rejects.toThrow('aborted');
  await up;
});

test('a plan is given up when the window that asked for it is closed', async () => {
  let tell: (asker: PlanAsker) => void = () => undefined;
  const begun = new Promise<PlanAsker>((resolve) => (tell = resolve));
  const { client, close } = connect((asker) => {
    tell(asker);
    return givenUp(asker);
  });
  const asked = client.recover.plan(request);
  const answer = expect(asked).rejects.toThrow();
  const up = givenUp(await begun);
  close();
  await up;
  await answer;
});
