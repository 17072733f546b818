import { afterEach, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { addInterruptedTask } from './recovery-task.ts';
import { createRecoveryWorld, type RecoveryWorld } from './recovery-world.ts';

let world: RecoveryWorld | undefined;
afterEach(() => world?.close());

const hourMs = 3_600_000;

/** Recorded as being started at that distance from now, and listed by no engine. */
async function planFor(startedMs: number) {
  world = await createRecoveryWorld(rooms);
  const startedAt = new Date(world.deps.clock.nowMs() + startedMs).toISOString();
  const session = { status: 'spawned', startedAt, pid: undefined } as const;
  const { conditionId } = addInterruptedTask(world, { id: 'login', session });
  const environment = world.deps.store.get('environment', 'env-login');
  if (environment === undefined) throw new Error('There is no environment.');
  const { lease: _held, ...free } = environment.record;
  const { version: expectedVersion } = environment;
  world.record({ kind: 'environment', id: free.id, expectedVersion, after: free });
  return (await world.plan('resume', conditionId)).items[0];
}

it('waits for a session that was started a moment ago', async () => {
  expect((await planFor(-2000))?.why).toContain('it was started a moment ago');
});

it('takes one for gone that seems to be started in hours: the date was set back since', async () => {
  expect(await planFor(3 * hourMs)).toMatchObject({ eligible: true });
});
