import { mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProcessProbes } from '#electron/console/process-probes.ts';
import { systemClock } from '#electron/platform/clock.ts';
import type { Engine, StartedSession } from '#shared/domain/engine.ts';
import type { EngineEntry } from '#shared/domain/observation.ts';
import { valueOf } from '#shared/testing/value-of.ts';
import { createEngineWorld, type EngineWorld } from './engine-world.ts';
import { createProcessEngine } from './process-engine.ts';

const probes = await createProcessProbes(systemClock);

let world: EngineWorld;
let engine: Engine;
beforeEach(async () => {
  world = await createEngineWorld(probes);
  engine = createProcessEngine(world.deps);
});
afterEach(() => world.close());

async function onlyEntry(): Promise<EngineEntry | undefined> {
  const reading = await engine.observe();
  if (reading.kind !== 'read') throw new Error(reading.why);
  expect(reading.entries.length).toBeLessThan(2);
  return reading.entries[0];
}

async function startSleeper(): Promise<StartedSession> {
  return valueOf(
    await engine.start({
      sessionId: world.newSessionId(),
      command: ['sleep', '60'],
      cwd: world.cwd,
      env: {},
    }),
  );
}

const fileOf = (sessionId: string, name: string) => join(world.sessionsDir, sessionId, name);

/** Changes `command.json` as if the session had been started under other circumstances. */
async function editCommand(sessionId: string, changes: object): Promise<void> {
  const path = fileOf(sessionId, 'command.json');
  const written: unknown = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify(Object.assign({}, written, changes)));
}

describe('looking at all sessions', () => {
  it('lists none when there never was one', async () => {
    expect(await engine.observe()).toMatchObject({ kind: 'read', entries: [] });
  });

  it('could not look when the volume of the sessions is missing', async () => {
    const sessionsDir = join(world.cwd, 'unmounted', 'sessions');
    const elsewhere = createProcessEngine({ ...world.deps, sessionsDir });
    expect(await elsewhere.observe()).toMatchObject({ kind: 'unreadable' });
  });

  it('passes over a session that is about to be started, and over what is no session', async () => {
    await mkdir(join(world.sessionsDir, 'about-to'), { recursive: true });
    await writeFile(fileOf('about-to', 'command.json'), '{}');
    await writeFile(join(world.sessionsDir, 'notes.txt'), '');
    expect(await onlyEntry()).toBeUndefined();
  });

  it.each([
    ['exit', '13'],
    ['exit', ''],
    ['pid', 'twelve'],
  ])('names a damaged %s file instead of guessing', async (name, text) => {
    await mkdir(join(world.sessionsDir, 'damaged'), { recursive: true });
    await writeFile(fileOf('damaged', name), text);
    const why: unknown = expect.stringContaining(fileOf('damaged', name));
    expect(await onlyEntry()).toMatchObject({ process: { kind: 'unknown', why } });
  });

  it('names a directory where a file should be', async () => {
    await mkdir(fileOf('damaged', 'exit'), { recursive: true });
    expect(await onlyEntry()).toMatchObject({ process: { kind: 'unknown' } });
  });
});

describe('a session whose starter died before it wrote the identity down', () => {
  it('is recognised by what its process carries, from then on by identity', async () => {
    const { sessionId, identity } = await startSleeper();
    await rm(fileOf(sessionId, 'identity.json'));
    expect(await onlyEntry()).toMatchObject({ process: { kind: 'alive' }, identity });
    const written: unknown = JSON.parse(await readFile(fileOf(sessionId, 'identity.json'), 'utf8'));
    expect(written).toEqual(identity);
  });

  it('stays unknown when its pid now belongs to a process of another session', async () => {
    const { sessionId } = await startSleeper();
    await rm(fileOf(sessionId, 'identity.json'));
    await mkdir(join(world.sessionsDir, 'other'));
    for (const name of ['pid', 'command.json'])
      await writeFile(fileOf('other', name), await readFile(fileOf(sessionId, name)));
    await rm(join(world.sessionsDir, sessionId), { recursive: true });
    expect(await onlyEntry()).toMatchObject({ sessionId: 'other', process: { kind: 'unknown' } });
  });

  it('stays unknown when the process is younger than the file that names it', async () => {
    const { sessionId } = await startSleeper();
    await rm(fileOf(sessionId, 'identity.json'));
    const anHourAgo = Date.now() / 1000 - 3600;
    await utimes(fileOf(sessionId, 'pid'), anHourAgo, anHourAgo);
    expect(await onlyEntry()).toMatchObject({ process: { kind: 'unknown' } });
  });

  it('is gone when the machine was restarted since, and unknown on another machine', async () => {
    const { sessionId } = await startSleeper();
    await rm(fileOf(sessionId, 'identity.json'));
    await editCommand(sessionId, { bootId: 'an earlier boot' });
    expect(await onlyEntry()).toMatchObject({ process: { kind: 'absent' } });
    await editCommand(sessionId, { host: 'another-machine' });
    expect(await onlyEntry()).toMatchObject({ process: { kind: 'unknown' } });
  });
});

describe('an agent that has just ended', () => {
  it('is not judged while its supervisor is about to write the code', async () => {
    const { sessionId, identity } = await startSleeper();
    const supervisor = world.parentOf(identity.pid);
    process.kill(supervisor, 'SIGSTOP');
    process.kill(identity.pid, 'SIGKILL');
    await world.until('the agent is gone', () => !world.isAlive(identity.pid));
    expect(await onlyEntry()).toMatchObject({ sessionId, process: { kind: 'unknown' } });
    process.kill(supervisor, 'SIGCONT');
    expect(await onlyEntry()).toMatchObject({ process: { kind: 'absent' }, exitCode: 137 });
  });
});
