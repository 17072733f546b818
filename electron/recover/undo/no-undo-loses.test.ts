import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Verb } from '#shared/domain/verb.ts';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { createRecoveryWorld, type RecoveryWorld } from '#electron/recover/recovery-world.ts';
import { actOn, undoOf } from '#electron/recover/testing/act-and-undo.ts';
import { findLost, takeHoldings } from '#electron/recover/testing/holdings.ts';
import { addTaskWithWork, scenarios } from '#electron/recover/testing/scenarios.ts';

let world: RecoveryWorld | undefined;
afterEach(() => world?.close());

/** Those whose undo changes more than records. */
const verbs: readonly Verb[] = [
  'restart',
  'recreate',
  'reattach',
  'clean_up',
  'archive',
  'finish_or_abort',
  'switch_back',
  'restore',
];

describe('no undo removes what no backup holds', () => {
  it.each(verbs)('of %s, with what was written since', async (verb) => {
    world = await createRecoveryWorld(rooms);
    const task = addTaskWithWork(world);
    const { id, choices } = await scenarios[verb](world, task);
    const operation = await actOn(world, verb, id, choices);
    if (existsSync(task.path)) {
      writeFileSync(join(task.path, 'readme.md'), `changed after ${verb}`);
      writeFileSync(join(task.path, 'since.txt'), `new after ${verb}`);
    }
    const before = takeHoldings(world);
    expect(await undoOf(world, operation)).toMatchObject({ result: 'applied' });
    expect(findLost(world, before)).toEqual([]);
  });
});
