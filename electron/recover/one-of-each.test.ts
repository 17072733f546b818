import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { addInterruptedTask } from './recovery-task.ts';
import {
  conditionAbout,
  createRecoveryWorld,
  quietly,
  type RecoveryWorld,
} from './recovery-world.ts';

let world: RecoveryWorld;
afterEach(() => world.close());

it('restarts a task once, however many of its conditions were selected', async () => {
  world = await createRecoveryWorld(rooms);
  const { root } = world.repository;
  const one = addInterruptedTask(world, { id: 'one' });
  const two = addInterruptedTask(world, { id: 'two' });
  const ofSession = world.list(conditionAbout({ kind: 'session', id: 's-one' }, root));
  const ofEnvironment = world.list(conditionAbout({ kind: 'environment', id: 'env-one' }, root));
  const selected = [ofSession, one.conditionId, two.conditionId, ofEnvironment];
  const plan = await world.recovery.plan('restart', selected);
  expect(plan.items.map(({ conditionId }) => conditionId)).toEqual([ofSession, two.conditionId]);
  const { planId, fingerprint } = plan;
  const operation = await world.recovery.apply(planId, fingerprint, quietly);
  expect(operation).toMatchObject({ ok: true });
  if (operation.ok)
    expect(operation.value.items.map(({ result }) => result)).toEqual(['applied', 'applied']);
});

it('acknowledges each of them, as each may change by itself', async () => {
  world = await createRecoveryWorld(rooms);
  const { conditionId, path } = addInterruptedTask(world, { id: 'one' });
  writeFileSync(join(path, 'notes.txt'), 'work');
  const about = { kind: 'environment', id: 'env-one' } as const;
  const other = world.list(conditionAbout(about, world.repository.root));
  const plan = await world.recovery.plan('acknowledge', [conditionId, other]);
  expect(plan.items).toHaveLength(2);
});
