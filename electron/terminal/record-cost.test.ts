import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAgent } from '#e2e/worlds/agents.ts';
import { must } from '#e2e/worlds/must.ts';
import { makeRepository } from '#e2e/worlds/repository.ts';
import { makeWorld, sourceEntry, type World } from '#e2e/worlds/world.ts';

let world: World;
let repository = '';
beforeAll(async () => {
  world = await makeWorld(sourceEntry);
  repository = await makeRepository(world);
});
afterAll(() => world.remove());

const say = (line: string, ...more: readonly string[]) =>
  world.rollcall([...line.split(' '), ...more]);
const sweep = async () => JSON.parse((await say('sweep --json')).stdout);

test('what an agent tells of its cost stands at its task and its run, told twice or not', async () => {
  const agent = await startAgent(world, repository, { task: 'dear', flags: ['--run', 'r'] });
  must(await say('heartbeat --task dear --usd 1.25 --tokens 900'));
  must(await say('heartbeat --task dear --usd 1.25 --tokens 900'));
  must(
    await say('checkpoint --task dear --replay-safety idempotent_write --usd 2 --label', 'half'),
  );
  const atWork = await sweep();
  expect(atWork.tasks).toMatchObject([{ id: 'dear', costUsd: 2, tokens: 900 }]);
  expect(atWork.runs).toMatchObject([{ id: 'r', cost: { usd: 2, tokens: 900 } }]);
  must(await say('heartbeat --task dear --usd 2.75 --tokens 1000'));
  await agent.kill();
  const { tasks, conditions } = await sweep();
  expect(tasks).toMatchObject([{ state: 'blocked', costUsd: 2.75, tokens: 1000 }]);
  // Since the last boundary.
  expect(conditions).toMatchObject([{ workAtRisk: { usd: 0.75, tokens: 100 } }]);
});

test('what is no cost is refused, and nothing is recorded', async () => {
  for (const wrong of ['--usd -1', '--usd free', '--tokens 1.5'])
    expect((await say(`heartbeat --task dear ${wrong}`)).code).toBe(2);
});
