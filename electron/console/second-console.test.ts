import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startAgent } from '#e2e/worlds/agents.ts';
import { endChild } from '#e2e/worlds/end-child.ts';
import { holdHome } from '#e2e/worlds/hold-home.ts';
import { makeRepository } from '#e2e/worlds/repository.ts';
import { makeWorld, sourceEntry } from '#e2e/worlds/world.ts';

test('a second console on the same home releases nothing, blocks nothing, and says who holds it', async () => {
  const world = await makeWorld(sourceEntry);
  try {
    const agent = await startAgent(world, await makeRepository(world), { task: 'orders' });
    const holder = await holdHome(world);
    const owner = join(world.home, 'console.json');
    const claimed = await readFile(owner, 'utf8');
    const records = async () => (await world.rollcall(['export'])).stdout;
    const before = await records();

    // It has no control socket: nobody could be a client of it.
    const second = await world.rollcall(['sweep', '--json']);
    expect(second.code).toBe(4);
    expect(second.stdout).toBe('');
    expect(second.stderr).toContain(String(holder.pid));
    expect(await readFile(owner, 'utf8')).toBe(claimed);
    expect(await records()).toBe(before);
    expect(process.kill(agent.pid, 0)).toBe(true);

    await endChild(holder, 'SIGKILL');
    const next = await world.rollcall(['sweep', '--json']);
    expect(next.code).toBe(0);
    expect(JSON.parse(await records())).toMatchObject({
      tasks: [{ state: 'running' }],
      environments: [{ state: 'in_use', lease: { holder: { sessionId: agent.sessionId } } }],
    });
  } finally {
    await world.remove();
  }
}, 90_000);
