import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProcessProbes } from '#electron/console/process-probes.ts';
import { systemClock } from '#electron/platform/clock.ts';
import type { Engine } from '#shared/domain/engine.ts';
import type { EngineEntry } from '#shared/domain/observation.ts';
import { enginePromises } from './engine-contract.ts';
import { stopPromises } from './engine-stop-contract.ts';
import { createEngineWorld, type EngineWorld } from './engine-world.ts';
import { createProcessEngine } from './process-engine.ts';
import { sendSignal } from './send-signal.ts';

const { machine, ...probes } = await createProcessProbes(systemClock);

let world: EngineWorld;
let engine: Engine;
beforeEach(async () => {
  world = await createEngineWorld(probes);
  engine = createProcessEngine({ ...world.deps, graceMs: 500 });
});
afterEach(() => world.close());

const makeUnreadable = async () => {
  await rename(world.sessionsDir, `${world.sessionsDir}.away`);
  await writeFile(world.sessionsDir, 'a file where the folder should be');
};

describe('an engine of local processes', () => {
  for (const { title, run } of [...enginePromises, ...stopPromises])
    it(title, () => run({ engine, world, makeUnreadable }));
});

const start = (command: readonly string[], env = {}) =>
  engine.start({ sessionId: world.newSessionId(), command, cwd: world.cwd, env });

async function entries(): Promise<readonly EngineEntry[]> {
  const reading = await engine.observe();
  return reading.kind === 'read' ? reading.entries : [];
}

describe('a session of local processes', () => {
  it('keeps both outputs and every argument as it was given', async () => {
    const odd = ['two words', "quote's", '$HOME `id`', 'line\nbreak', '', '*'];
    const started = await start([
      'sh',
      '-c',
      'for a; do printf "<%s>" "$a"; done; echo bad >&2; sleep 30; :',
      'sh',
      ...odd,
    ]);
    const logPath = started.ok ? started.value.logPath : '';
    await world.until('the output is written', async () =>
      (await readFile(logPath, 'utf8')).includes('bad'),
    );
    expect(await readFile(logPath, 'utf8')).toBe(`${odd.map((a) => `<${a}>`).join('')}bad\n`);
    expect((await entries())[0]?.lastOutputAt).toBeDefined();
  });

  it('passes its own variables on, and none of the session it was started from', async () => {
    const outer = { PATH: process.env['PATH'], ROLLCALL_SESSION: 'outer', ROLLCALL_TASK: 'outer' };
    engine = createProcessEngine({ ...world.deps, baseEnv: outer });
    const started = await start(['sh', '-c', 'env | sort; sleep 30; :'], { ROLLCALL_RUN: 'run-1' });
    const { logPath, sessionId } = started.ok ? started.value : { logPath: '', sessionId: '' };
    await world.until('the environment is printed', async () =>
      (await readFile(logPath, 'utf8')).includes('ROLLCALL_SESSION'),
    );
    const env = await readFile(logPath, 'utf8');
    expect(env).toContain(`ROLLCALL_SESSION=${sessionId}\n`);
    expect(env).toContain('ROLLCALL_RUN=run-1\n');
    expect(env).not.toContain('outer');
  });

  it('lets no variable of an outer git aim the agent at another repository', async () => {
    const outer = {
      PATH: process.env['PATH'],
      GIT_DIR: '/elsewhere/.git',
      GIT_WORK_TREE: '/elsewhere',
      GIT_INDEX_FILE: '/elsewhere/.git/index.commit',
      GIT_PREFIX: 'src/',
      GIT_AUTHOR_NAME: 'Ada',
    };
    engine = createProcessEngine({ ...world.deps, baseEnv: outer });
    const started = await start(['sh', '-c', 'env | grep ^GIT_ | sort; echo end; sleep 30; :']);
    const { logPath } = started.ok ? started.value : { logPath: '' };
    const said = () => readFile(logPath, 'utf8');
    await world.until('it said what it sees', async () => (await said()).includes('end'));
    expect(await said()).toBe('GIT_AUTHOR_NAME=Ada\nend\n');
  });

  it('never writes a secret to disk', async () => {
    const secret = 'correct horse battery';
    const started = await start(['true'], { ANTHROPIC_API_KEY: secret, EDITOR: 'vi' });
    expect(started.ok).toBe(false);
    const [entry] = await entries();
    const directory = join(world.sessionsDir, entry?.sessionId ?? '');
    const kept = await readFile(join(directory, 'command.json'), 'utf8');
    expect(kept).not.toContain(secret);
    expect(JSON.parse(kept)).toMatchObject({ env: { ANTHROPIC_API_KEY: null, EDITOR: 'vi' } });
  });

  it('gives the code of a command that is over at once, also when it is 0', async () => {
    const started = await start(['true']);
    expect(started).toMatchObject({ error: { kind: 'ended_at_once', exitCode: 0 } });
    expect((await entries())[0]).toMatchObject({ process: { kind: 'absent' }, exitCode: 0 });
  });

  it.each([
    ['a directory that is gone', { cwd: '/no/such/directory' }],
    ['an option instead of a program', { command: ['--version'] }],
    ['no program', { command: [] }],
    ['an argument no program can be given', { command: ['echo', 'a\0b'] }],
    ['an id that leads elsewhere', { sessionId: '../elsewhere' }],
  ])('starts nothing from %s', async (_what, wrong) => {
    const request = { sessionId: world.newSessionId(), command: ['sleep', '30'], env: {} };
    const started = await engine.start({ ...request, cwd: world.cwd, ...wrong });
    expect(started).toMatchObject({ error: { kind: 'not_started' } });
    expect(existsSync(world.sessionsDir)).toBe(false);
  });

  it('says what to do about arguments that are too long for the system', async () => {
    expect(await start(['echo', 'x'.repeat(3_000_000)])).toMatchObject({
      error: { kind: 'not_started', message: expect.stringContaining('shorten') as unknown },
    });
    expect(await entries()).toEqual([]);
  });

  it('starts one id once, however often it is asked', async () => {
    const request = { sessionId: world.newSessionId(), command: ['sleep', '30'], env: {} };
    const asked = await Promise.all(
      [1, 2, 3].map(() => engine.start({ ...request, cwd: world.cwd })),
    );
    expect(asked.filter((one) => one.ok)).toHaveLength(1);
    expect(await engine.start({ ...request, cwd: world.cwd })).toMatchObject({
      error: { kind: 'not_started' },
    });
  });
});

describe('when the process that started the sessions is killed', () => {
  it('still records how they ended, and forgets none that goes on', async () => {
    const ids = [world.newSessionId(), world.newSessionId(), world.newSessionId()];
    const starter = await startInAnotherProcess(ids);
    await world.until('all three run', async () => {
      const all = await entries();
      return all.length === 3 && all.every(({ process }) => process.kind === 'alive');
    });
    sendSignal(starter, 'SIGKILL');
    await world.until('the starter is gone', () => !world.isAlive(starter));
    await writeFile(join(world.cwd, 'go'), '');
    await world.until('two have ended', async () =>
      (await entries()).slice(0, 2).every(({ process }) => process.kind === 'absent'),
    );
    const [finished, crashed, running] = await entries();
    expect(finished).toMatchObject({ exitCode: 0 });
    expect(crashed).toMatchObject({ exitCode: 3 });
    expect(running).toMatchObject({ process: { kind: 'alive' } });
  });
});

/** Three agents that wait for the file `go`: the first two then end with 0 and 3. */
async function startInAnotherProcess(ids: readonly string[]): Promise<number> {
  const here = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
  const program = `
    const { createProcessEngine } = await import(${here('./process-engine.ts')});
    const { systemClock } = await import(${here('../platform/clock.ts')});
    const observe = await import(${here('../observe/process.ts')});
    const machine = ${JSON.stringify(machine)};
    const engine = createProcessEngine({
      sessionsDir: ${JSON.stringify(world.sessionsDir)},
      observeProcess: observe.createProcessObserver({ ...machine, clock: systemClock }),
      identifyProcess: observe.createIdentifyProcess(machine),
      clock: systemClock,
    });
    const wait = 'while ! [ -e go ]; do sleep 0.1; done; ';
    const ends = ['exit 0', 'exit 3', 'sleep 60; :'];
    await Promise.all(${JSON.stringify(ids)}.map((sessionId, place) => engine.start({
      sessionId, command: ['sh', '-c', wait + ends[place]], cwd: ${JSON.stringify(world.cwd)}, env: {},
    })));
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // So that it is ended with the world should the test fail.
    env: { ...process.env, ROLLCALL_SESSION: world.newSessionId() },
  });
  await new Promise((resolve) => {
    child.once('spawn', resolve);
  });
  return child.pid ?? Number.NaN;
}
