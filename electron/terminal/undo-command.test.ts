import { afterAll, beforeAll, expect, test } from 'vitest';
import { crashedWithCheckpoint } from '#e2e/worlds/crashed-with-checkpoint.ts';
import { must } from '#e2e/worlds/must.ts';
import { makeWorld, sourceEntry, type World } from '#e2e/worlds/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld(sourceEntry);
  await crashedWithCheckpoint(world);
});
afterAll(() => world.remove());

test('what was done by a terminal that is gone is found, and taken back', async () => {
  expect(must(await world.rollcall(['undo'])).trim()).toBe('Nothing was done yet.');
  const planned = must(await world.rollcall(['plan', 'acknowledge', 'limiter', '--json']));
  const { planId } = JSON.parse(planned);
  must(await world.rollcall(['apply', planId, '--yes']));
  const again = await world.rollcall(['apply', planId, '--yes']);
  expect(again.stderr).toContain('rollcall undo');
  const stdout = must(await world.rollcall(['undo']));
  expect(stdout).toContain('Acknowledge: Rate limiter');
  expect(stdout).toContain('done: 1 applied');
  const [operationId = ''] = stdout.split(' ');
  must(await world.rollcall(['undo', operationId, '--yes']));
  expect(must(await world.rollcall(['list']))).toContain('Rate limiter');
}, 90_000);
