import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProcessProbes } from '#electron/console/process-probes.ts';
import { systemClock } from '#electron/platform/clock.ts';
import type { Engine } from '#shared/domain/engine.ts';
import type { EngineEntry } from '#shared/domain/observation.ts';
import { createEngineWorld, type EngineWorld } from './engine-world.ts';
import { createProcessEngine } from './process-engine.ts';

const probes = await createProcessProbes(systemClock);

let world: EngineWorld;
let directory = '';
/** Looks two minutes from now: what is written here was written long ago then. */
let later: Engine;
beforeEach(async () => {
  world = await createEngineWorld(probes);
  const clock = { ...systemClock, nowMs: () => Date.now() + 120_000 };
  later = createProcessEngine({ ...world.deps, clock });
  directory = join(world.sessionsDir, 's-1');
  await mkdir(directory, { recursive: true });
  await command('process');
  await write('identity.json', { pid: 4_194_300, startTime: '5', bootId: 'b', host: 'h' });
});
afterEach(() => world.close());

const write = (name: string, content: object | string): Promise<void> =>
  writeFile(join(directory, name), typeof content === 'string' ? content : JSON.stringify(content));

const command = (engine: string): Promise<void> =>
  write('command.json', {
    engine,
    command: ['true'],
    cwd: world.cwd,
    env: {},
    startedAt: '2026-01-01T00:00:00.000Z',
    host: 'h',
    bootId: 'b',
  });

async function seenBy(engine: Engine): Promise<readonly EngineEntry[]> {
  const reading = await engine.observe();
  if (reading.kind !== 'read') throw new Error(reading.why);
  return reading.entries;
}

test('a session that ended long ago is not read again, until something in its directory changes', async () => {
  await write('exit', '3 1770000000\n');
  const [first] = await seenBy(later);
  expect(first).toMatchObject({ sessionId: 's-1', exitCode: 3, process: { kind: 'absent' } });
  // In place, so that nothing but a reading of the file could tell.
  await write('exit', '4 1770000000\n');
  const [again] = await seenBy(later);
  expect(again).toEqual({ ...first, process: again?.process });
  await rm(join(directory, 'identity.json'));
  expect(await seenBy(later)).toMatchObject([{ exitCode: 4 }]);
  await rm(directory, { recursive: true });
  expect(await seenBy(later)).toEqual([]);
});

test('a session that has just ended, or has not ended, is read at every look', async () => {
  expect(await seenBy(later)).toMatchObject([{ process: { kind: 'unknown' } }]);
  await write('identity.json', { pid: 4_194_300, startTime: '6', bootId: 'b', host: 'h' });
  expect(await seenBy(later)).toMatchObject([{ identity: { startTime: '6' } }]);

  const now = createProcessEngine(world.deps);
  await write('exit', '3 1770000000\n');
  expect(await seenBy(now)).toMatchObject([{ exitCode: 3 }]);
  await write('exit', '4 1770000000\n');
  expect(await seenBy(now)).toMatchObject([{ exitCode: 4 }]);
});

test('a session of another engine stays passed over, one that cannot be read does not', async () => {
  await command('tmux');
  expect(await seenBy(later)).toEqual([]);
  await command('process');
  expect(await seenBy(later)).toEqual([]);
  // As when its permissions were mended: the directory tells nothing of it.
  await rm(join(directory, 'command.json'));
  await write('command.json', '{');
  expect(await seenBy(later)).toMatchObject([{ process: { kind: 'unknown' } }]);
  await command('process');
  await appendFile(join(directory, 'command.json'), '\n');
  expect(await seenBy(later)).toMatchObject([{ cwd: world.cwd }]);
});
