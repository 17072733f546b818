import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Condition, Reason } from '#shared/domain/condition.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import type { Verb } from '#shared/domain/verb.ts';
import { situationOf } from '#shared/testing/any-situation.ts';
import { applyTransitions } from '#shared/testing/apply-transitions.ts';
import { applyVerb } from '#shared/testing/apply-verb.ts';
import { reconcile } from './reconcile.ts';

/** `ROLLCALL_FUZZ=full`: as many as Rollcall promises. */
const isFull = process.env['ROLLCALL_FUZZ'] === 'full';
const runs = { numRuns: isFull ? 10_000 : 300 };
const patienceMs = isFull ? 600_000 : 30_000;

/** States looked at before a way is called none; steps of one way. */
const mostStates = 600;

interface State {
  readonly given: Situation;
  /** Condition id → the signature that was acknowledged. */
  readonly acknowledged: ReadonlyMap<string, string>;
}

/** Lets the rules write what they write by themselves, and gives what is left for the operator. */
function settle(state: State): { readonly state: State; readonly open: readonly Condition[] } {
  const outcome = reconcile(state.given);
  const recorded = applyTransitions(state.given.recorded, outcome.transitions);
  const given = { ...state.given, recorded };
  const { conditions } = outcome.transitions.length === 0 ? outcome : reconcile(given);
  const open = conditions.filter(({ id, signature }) => state.acknowledged.get(id) !== signature);
  return { state: { ...state, given }, open };
}

/** The proposed one first; to put it off the list last. To snooze only puts it off, so it is no way. */
function waysOf({ actions, proposed }: Condition): readonly Verb[] {
  const offered = actions
    .filter(({ offered, verb }) => offered && verb !== 'snooze')
    .map(({ verb }) => verb);
  const rank = (verb: Verb): number => (verb === proposed ? 0 : verb === 'acknowledge' ? 2 : 1);
  return offered.toSorted((a, b) => rank(a) - rank(b));
}

const act = (state: State, condition: Condition, verb: Verb): State =>
  verb === 'acknowledge'
    ? {
        ...state,
        acknowledged: new Map([...state.acknowledged, [condition.id, condition.signature]]),
      }
    : { ...state, given: applyVerb(state.given, condition, verb) };

const nameOf = (open: readonly Condition[]): string =>
  open.map(({ id, signature }) => `${id} ${signature}`).join('\n');

/** What stays open whatever is done, in the best of all ways that were tried; empty: there is a way. */
function remainder(given: Situation): readonly Condition[] {
  const first = settle({ given, acknowledged: new Map() });
  let best = first.open;
  const seen = new Set([nameOf(first.open)]);
  const waiting = [{ ...first, steps: 0 }];
  while (seen.size < mostStates) {
    // The least that is left goes first, and the shorter way: a step may bring more to light before
    // less is left, and to restart for ever leads nowhere.
    waiting.sort((a, b) => 2 * a.open.length + a.steps - (2 * b.open.length + b.steps));
    const here = waiting.shift();
    if (here === undefined) break;
    if (here.open.length <= best.length) best = here.open;
    if (here.open.length === 0) return [];
    for (const condition of here.open)
      for (const verb of waysOf(condition)) {
        const next = settle(act(here.state, condition, verb));
        const name = nameOf(next.open);
        if (!seen.has(name)) waiting.push({ ...next, steps: here.steps + 1 });
        seen.add(name);
      }
  }
  return best;
}

test(
  'from every state some offered actions lead to where nothing needs the operator',
  () => {
    const met = new Map<Reason, number>();
    fc.assert(
      fc.property(situationOf(2), (given) => {
        for (const { reason } of reconcile(given).conditions)
          met.set(reason, (met.get(reason) ?? 0) + 1);
        const left = remainder(given);
        expect(left.map(({ id, message, actions }) => ({ id, message, ways: actions }))).toEqual(
          [],
        );
      }),
      runs,
    );
    if (isFull)
      console.log(`${met.size} reasons on the way: ${[...met.keys()].toSorted().join(', ')}`);
  },
  patienceMs,
);
