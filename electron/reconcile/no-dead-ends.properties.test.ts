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
function waysOf({ actions, proposed }: Condition, isPutOff: boolean): readonly Verb[] {
  const offered = actions
    .filter(({ offered, verb }) => offered && verb !== 'snooze')
    .map(({ verb }) => verb)
    .filter((verb) => isPutOff || verb !== 'acknowledge');
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
function remainder(given: Situation, isPutOff: boolean): readonly Condition[] {
  const first = settle({ given, acknowledged: new Map() });
  let best = first.open;
  const seen = new Set([nameOf(first.open)]);
  const waiting = [{ ...first, steps: 0 }];
  while (seen.size < mostStates) {
    // The least that is left goes first, then the shortest way: to restart for ever leads nowhere.
    waiting.sort((a, b) => a.open.length - b.open.length || a.steps - b.steps);
    const here = waiting.shift();
    if (here === undefined) break;
    if (here.open.length <= best.length) best = here.open;
    if (here.open.length === 0) return [];
    for (const condition of here.open)
      for (const verb of waysOf(condition, isPutOff)) {
        const next = settle(act(here.state, condition, verb));
        const name = nameOf(next.open);
        if (!seen.has(name)) waiting.push({ ...next, steps: here.steps + 1 });
        seen.add(name);
      }
  }
  return best;
}

test('from every state some offered actions lead to where nothing needs the operator', () => {
  const met = new Map<Reason, number>();
  fc.assert(
    fc.property(situationOf(2), (given) => {
      for (const { reason } of reconcile(given).conditions)
        met.set(reason, (met.get(reason) ?? 0) + 1);
      const left = remainder(given, true);
      expect(left.map(({ id, message, actions }) => ({ id, message, ways: actions }))).toEqual([]);
    }),
    runs,
  );
  if (isFull)
    console.log(`${met.size} reasons on the way: ${[...met.keys()].toSorted().join(', ')}`);
});

/** What no verb of Rollcall mends, so that the operator mends it, or says that it may stay so. */
const onlyLeft: ReadonlySet<Reason> = new Set<Reason>([
  // Records of other systems, which Rollcall reads and never writes.
  'worker_crashed',
  'integration_interrupted',
  'coordinator_review',
  'push_blocked',
  'merge_failures',
  // What waits for another task, or is published already.
  'task_blocked',
  'interrupted',
  // Git's entry of a place on a missing volume, or under a lock.
  'leftover_registration',
  // What lives, or may live, on another machine or in the dark.
  'lease_holder_unknown',
  'lease_expired',
  'unresponsive',
  // The operator's own branches, repositories and files, which no backup can hold as they are.
  'branch_gone',
  'branch_checked_out_elsewhere',
  'wrong_branch',
  'detached_head',
  'diverged',
  'upstream_gone',
  'base_gone',
  'nested_repository',
  'conflicts',
  'moved',
  'locked',
  'index_lock_abandoned',
  'environment_orphaned',
  'cleanup_due',
]);

test(
  'only what is another system’s or the operator’s own is left when nothing is put off the list',
  () => {
    const left = new Set<Reason>();
    fc.assert(
      fc.property(situationOf(1), (given) => {
        for (const { reason } of remainder(given, false)) left.add(reason);
      }),
      runs,
    );
    if (isFull) console.log(`left without putting off: ${[...left].toSorted().join(', ')}`);
    expect([...left].filter((reason) => !onlyLeft.has(reason)).toSorted()).toEqual([]);
  },
  patienceMs,
);
