import { afterEach, describe, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { verbs } from '#shared/domain/verb.ts';
import { createRecoveryWorld, quietly, type RecoveryWorld } from './recovery-world.ts';
import { findLost, takeHoldings } from './testing/holdings.ts';
import { addTaskWithWork, scenarios } from './testing/scenarios.ts';

let world: RecoveryWorld | undefined;
afterEach(() => world?.close());

describe('no verb removes what no backup holds', () => {
  it.each(verbs)('%s', async (verb) => {
    world = await createRecoveryWorld(rooms);
    const task = addTaskWithWork(world);
    const { id, choices } = await scenarios[verb](world, task);
    const before = takeHoldings(world);
    const records = allRecords(world);
    const plan = await world.recovery.plan(verb, [id], choices);
    const applied = await world.recovery.apply(plan.planId, plan.fingerprint, {
      ...quietly,
      confirmedCount: plan.items.length,
    });
    expect(applied.ok && applied.value.items.map(({ result, why }) => ({ result, why }))).toEqual([
      { result: 'applied', why: expect.any(String) },
    ]);
    expect(findLost(world, before)).toEqual([]);
    expect(findForgotten(world, records)).toEqual([]);
  });
});

/** Every record, by kind and id. */
function allRecords({ deps }: RecoveryWorld): ReadonlySet<string> {
  const set = deps.store.load();
  return new Set(
    Object.entries(set).flatMap(([kind, list]: [string, readonly { record: { id?: string } }[]]) =>
      list.map(({ record }) => `${kind} ${record.id}`),
    ),
  );
}

/** Records that are neither there nor, whole, in an audit row's `before`. */
function findForgotten(of: RecoveryWorld, before: ReadonlySet<string>): readonly string[] {
  const now = allRecords(of);
  const told = of.audited().map(({ before: was }) => JSON.stringify(was ?? ''));
  return [...before].filter((name) => {
    const id = name.slice(name.indexOf(' ') + 1);
    return (
      !now.has(name) &&
      !told.some((text) => text.includes(`"record":{`) && text.includes(`"${id}"`))
    );
  });
}
