import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { verbs } from '#shared/domain/verb.ts';
import { createRecoveryWorld, quietly, type RecoveryWorld } from './recovery-world.ts';
import { actOn } from './testing/act-and-undo.ts';
import { findLost, takeHoldings } from './testing/holdings.ts';
import { overwritten } from './testing/overwritten.ts';
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

/** Each of them makes a private ref, which leaves out what git ignores. */
const withRef = ['restart', 'finish_or_abort', 'switch_back', 'restore'] as const;

describe('no verb writes over what git ignores', () => {
  it.each(withRef)('%s: refused, unless that is kept too', async (verb) => {
    world = await createRecoveryWorld(rooms);
    const task = addTaskWithWork(world);
    const { id } = await overwritten[verb](world, task);
    const before = takeHoldings(world);
    const refused = await world.recovery.plan(verb, [id]);
    expect(refused.items[0]).toMatchObject({ eligible: false, ignored: { isKept: false } });
    expect(refused.items[0]?.why).toContain('write over what git ignores now (over.txt)');
    const done = await actOn(world, verb, id, { keepIgnored: true });
    expect(done.items[0]?.backup?.ignored).toContain(world.home);
    const now = readFileSync(join(task.path, 'over.txt'), 'utf8');
    expect(now).not.toContain('the only copy');
    expect(findLost(world, before)).toEqual([]);
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
