import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { SweepDocument } from '#shared/contract/sweep.ts';
import { crashedWithCheckpoint } from '#e2e/worlds/crashed-with-checkpoint.ts';
import { must } from '#e2e/worlds/must.ts';
import { makeWorld, sourceEntry, type World } from '#e2e/worlds/world.ts';

let world: World;
let repository = '';
beforeAll(async () => {
  world = await makeWorld(sourceEntry);
  ({ repository } = await crashedWithCheckpoint(world));
});
afterAll(() => world.remove());

async function sweep(...options: readonly string[]) {
  const { stdout, stderr, code } = await world.rollcall(['sweep', '--json', ...options]);
  const document: SweepDocument = JSON.parse(stdout);
  const verbs = document.conditions.map(({ proposed }) => proposed).toSorted();
  return { document, verbs, stderr, code };
}

test('what only sets records right is carried out, and no agent is started', async () => {
  const run = ['run', '--task', 'brief', '--detach', '--', 'sleep', '0.4'];
  must(await world.rollcall(run, { cwd: repository }));
  await vi.waitFor(
    async () => expect((await sweep('--workspace', repository)).verbs).toContain('update_status'),
    { timeout: 20_000, interval: 200 },
  );
  const before = await sweep();
  expect(before.verbs).toEqual(['resume', 'update_status']);
  const { document, verbs, stderr, code } = await sweep('--apply-safe');
  expect(verbs).toEqual(['resume']);
  expect(code).toBe(1);
  expect(document.tasks.find(({ id }) => id === 'brief')?.state).toBe('completed');
  const [, operationId = ''] = /rollcall undo (\S+)/u.exec(stderr) ?? [];
  must(await world.rollcall(['undo', operationId, '--yes']));
  expect((await sweep()).verbs).toEqual(['resume', 'update_status']);
}, 90_000);
