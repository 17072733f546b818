import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startAgent } from '#e2e/worlds/agents.ts';
import { makeRepository } from '#e2e/worlds/repository.ts';
import { makeWorld, sourceEntry, type World } from '#e2e/worlds/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld(sourceEntry);
});
afterEach(() => world.remove());

test('prints what an agent that is killed brings about, one document per line, until it is told to stop', async () => {
  const repository = await makeRepository(world);
  const agent = await startAgent(world, repository, { task: 'login' });
  const watching = world.start(process.execPath, [sourceEntry, 'watch', '--json']);
  const lines: Record<string, unknown>[] = [];
  const seen = (kind: string, part: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = lines.some(
          (line) => line['kind'] === kind && JSON.stringify(line).includes(part),
        );
        if (found) resolve();
      };
      reading.on('line', look);
      watching.once('exit', (code) => reject(new Error(`It ended with ${code}.`)));
      look();
    });
  if (watching.stdout === null) throw new Error('It has no output.');
  const reading = createInterface({ input: watching.stdout });
  reading.on('line', (line) => lines.push(JSON.parse(line)));

  const owner = join(world.home, 'console.json');
  while (!existsSync(owner) || !readFileSync(owner, 'utf8').includes(`${watching.pid}`))
    await setTimeout(20);
  // A second command becomes a client of the one that stays, as soon as that one listens.
  while ((await world.rollcall(['sweep', '--json'])).code === 4) await setTimeout(20);
  await agent.killUnseen();
  await seen('condition_appeared', agent.sessionId);
  await seen('transition', 'task_interrupted');
  await seen('transition', 'removed_outside');
  const ended = once(watching, 'exit');
  watching.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(lines.every((line) => line['schemaVersion'] === 1)).toBe(true);
});
