import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '#shared/contract/view.ts';
import { snapshotEvents } from '#shared/contract/live-parts.ts';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { makeView } from '#shared/testing/make-view.ts';
import type { Client, Connect } from './client.ts';
import { createIntents } from './intents.ts';
import { startLive, waitBefore } from './live.ts';
import { createArranger } from './arrange.ts';
import { createMirror } from './mirror.ts';
import type { Hold } from './settle.ts';

const view = makeView({ conditions: [makeCondition.crashed()] });
const snapshot: LiveEvent = { kind: 'snapshot', sequence: 1, view };
const delta = (sequence: number): LiveEvent => ({
  kind: 'delta',
  sequence,
  delta: { header: { ...view.header, failure: `${sequence}` } },
});

/** Follows the given streams, one for each time a connection or a snapshot is asked for. */
async function follow(streams: readonly (readonly LiveEvent[] | Error)[], hold?: Hold) {
  const mirror = createMirror({ theme: 'system', density: 'comfortable' });
  if (hold !== undefined) mirror.setState({ hold });
  const seen: string[] = [];
  mirror.subscribe(({ connection, view: shown }) => {
    const now = `${connection.kind} ${shown?.header.failure ?? '-'}`;
    if (seen.at(-1) !== now) seen.push(now);
  });
  let asked = 0;
  let finish = () => {};
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const client = {
    about: async () => ({}),
    live: async () => {
      const events = streams[asked];
      asked += 1;
      if (events === undefined) {
        finish();
        return new Promise(() => undefined);
      }
      if (events instanceof Error) throw events;
      return (async function* () {
        yield* events;
      })();
    },
  };
  // Only these two calls are made while following.
  const connect: Connect = async () => ({ client: client as unknown as Client, close: () => {} });
  const waits: number[] = [];
  const { stop } = startLive({
    mirror,
    arrange: createArranger(() => 0),
    connect,
    nowMs: () => 0,
    random: () => 0.5,
    sleep: async (ms) => {
      waits.push(ms);
    },
  });
  await done;
  stop();
  return { seen, waits, mirror };
}

describe('following the console', () => {
  it('shows a snapshot and then every change', async () => {
    const { seen } = await follow([[snapshot, delta(2), delta(3)]]);
    expect(seen.slice(0, 4)).toEqual(['connecting -', 'live -', 'live 2', 'live 3']);
  });

  it('asks for a new snapshot when a change was missed, without losing the connection', async () => {
    const { seen, waits } = await follow([
      [snapshot, delta(3)],
      [snapshot, delta(2)],
    ]);
    expect(seen).toContain('live 2');
    expect(seen).not.toContain('live 3');
    expect(waits).toHaveLength(1);
  });

  it('keeps what was last seen when the connection is lost, and comes back', async () => {
    const { seen, mirror } = await follow([[snapshot], [snapshot, delta(2)]]);
    expect(seen).toEqual(['connecting -', 'live -', 'lost -', 'live -', 'live 2', 'lost 2']);
    expect([...mirror.getState().byId.values()]).toHaveLength(1);
  });

  it('takes no row for gone that a console which was started anew has not looked for yet', async () => {
    const anew = makeView({ header: { observedAt: null } });
    const { mirror } = await follow([[snapshot], [{ kind: 'snapshot', sequence: 1, view: anew }]], {
      isPointerOver: true,
      isFocusWithin: false,
    });
    expect(mirror.getState().layout.count).toBe(0);
    expect(mirror.getState().ghosts.size).toBe(0);
  });

  it('tells a connection that broke off in words that are no programmer’s', async () => {
    const aborted = Object.assign(new Error('[AsyncIdQueue] Queue[1] was closed.'), {
      name: 'AbortError',
    });
    const { mirror } = await follow([aborted]);
    expect(mirror.getState().connection).toMatchObject({
      message: 'The console ended the connection.',
    });
  });

  it('waits longer with each failed try, and anew after a good one', async () => {
    const gone = new Error('gone');
    const { waits } = await follow([gone, gone, gone, [snapshot], gone]);
    expect(waits).toEqual([500, 1000, 2000, 500, 1000]);
    expect(waitBefore(30, 0.5)).toBe(10_000);
    expect(waitBefore(0, 0)).toBe(400);
  });
});

it('chooses the rows that were still on their way when all were chosen', async () => {
  const conditions = Array.from({ length: 1000 }, (_, at) =>
    makeCondition.blocked({ id: `b${at}` }),
  );
  const events = [...snapshotEvents(makeView({ conditions }), 1)];
  const mirror = createMirror({ theme: 'system', density: 'comfortable' });
  const arrange = createArranger(() => 0);
  const intents = createIntents({ mirror, arrange, keepAppearance: () => undefined });
  const whole = new Promise<void>((resolve) => {
    mirror.subscribe((state, before) => {
      if (state.isPartial && !before.isPartial) intents.selectAll();
      if (before.isPartial && !state.isPartial) resolve();
    });
  });
  const client = {
    about: async () => ({}),
    live: async () =>
      (async function* () {
        yield* events;
        await new Promise(() => undefined);
      })(),
  };
  const { stop } = startLive({
    mirror,
    arrange,
    // Only these two calls are made while following.
    connect: async () => ({ client: client as unknown as Client, close: () => {} }),
    nowMs: () => 0,
    random: () => 0.5,
    sleep: async () => undefined,
  });
  await whole;
  stop();
  expect(mirror.getState().selected.size).toBe(1000);
  expect(mirror.getState().isAllSelected).toBe(true);
});
