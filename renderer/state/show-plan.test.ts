import { expect, it } from 'vitest';
import type { Plan } from '#shared/domain/plan.ts';
import type { PlanProgress } from '#shared/contract/plan.ts';
import { makePlan } from '#shared/testing/make-plan.ts';
import type { Client } from './client.ts';
import { createMirror } from './mirror.ts';
import { showPlan } from './show-plan.ts';

/** A console that looks until it is told to go on; `tell` says how far it is. */
function start() {
  const mirror = createMirror({ theme: 'system', density: 'comfortable' });
  let goOn: (plan: Plan) => void = () => undefined;
  let tell: (progress: PlanProgress) => void = () => undefined;
  let given: AbortSignal | undefined;
  const told: Promise<PlanProgress>[] = [];
  const next = () => told.push(new Promise((resolve) => (tell = resolve)));
  next();
  async function* progress() {
    for (const one of told) {
      yield await one;
      next();
    }
  }
  // Only these calls are made by what is tested here.
  mirror.setState({
    client: { recover: { planning: async () => progress() } } as unknown as Client,
  });
  const shown = showPlan(mirror, 'clean_up', ['a', 'b'], (_client, _input, { signal }) => {
    given = signal;
    return new Promise((resolve, reject) => {
      goOn = resolve;
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  });
  /** Resolves when the sheet shows something new. */
  const change = () =>
    new Promise<void>((resolve) => {
      const stop = mirror.subscribe(() => {
        stop();
        resolve();
      });
    });
  return {
    mirror,
    shown,
    change,
    goOn: () => goOn(makePlan([])),
    tell: (looked: number) => tell({ looked, total: 150 }),
    isGivenUp: () => given?.aborted,
  };
}

it('shows in the sheet how far the look for a plan is, and then the plan', async () => {
  const { mirror, shown, change, goOn, tell } = start();
  expect(mirror.getState().review).toEqual({
    kind: 'planning',
    verb: 'clean_up',
    conditionIds: ['a', 'b'],
  });
  for (const looked of [37, 90]) {
    const changed = change();
    tell(looked);
    await changed;
    expect(mirror.getState().review).toMatchObject({ progress: { looked, total: 150 } });
  }
  goOn();
  await shown;
  expect(mirror.getState().review).toEqual({ kind: 'ready', plan: makePlan([]) });
});

it('gives the plan up when the sheet is closed, and leaves it closed', async () => {
  const { mirror, shown, change, tell, isGivenUp } = start();
  const changed = change();
  tell(37);
  await changed;
  expect(isGivenUp()).toBe(false);
  mirror.setState({ review: null });
  expect(isGivenUp()).toBe(true);
  await shown;
  expect(mirror.getState().review).toBeNull();
});

it('gives the plan up when something else is asked for', async () => {
  const { mirror, shown, isGivenUp } = start();
  const other = { kind: 'planning', verb: 'restart', conditionIds: ['c'] } as const;
  mirror.setState({ review: other });
  expect(isGivenUp()).toBe(true);
  await shown;
  expect(mirror.getState().review).toBe(other);
});
