import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProcessProbes } from '#electron/console/process-probes.ts';
import { systemClock } from '#electron/platform/clock.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { chooseMode, type Terminal } from './attach-mode.ts';
import { createEngineWorld, type EngineWorld } from './engine-world.ts';
import { createProcessEngine } from './process-engine.ts';
import { withoutSecrets } from './session-state.ts';

const { machine, ...probes } = await createProcessProbes(systemClock);

let world: EngineWorld;
beforeEach(async () => {
  world = await createEngineWorld(probes);
});
afterEach(() => world.close());

/** A file that runs a command attached, as `rollcall run` does, and reports as JSON in `end.json`. */
async function writeRunner(
  sessionId: string,
  command: readonly string[],
  prelude = '',
): Promise<string> {
  const here = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
  const runner = join(world.cwd, 'runner.mjs');
  await writeFile(
    runner,
    `
    import { writeFileSync } from 'node:fs';
    import { runAttached } from ${here('./attach-session.ts')};
    import { systemClock } from ${here('../platform/clock.ts')};
    import { createIdentifyProcess, createProcessObserver } from ${here('../observe/process.ts')};
    ${prelude}
    const machine = ${JSON.stringify(machine)};
    const cwd = ${JSON.stringify(world.cwd)};
    let onIdentity;
    const end = await runAttached({
      sessionsDir: ${JSON.stringify(world.sessionsDir)},
      observeProcess: createProcessObserver({ ...machine, clock: systemClock }),
      identifyProcess: createIdentifyProcess(machine),
      clock: systemClock,
    }, {
      sessionId: ${JSON.stringify(sessionId)}, command: ${JSON.stringify(command)}, cwd, env: {},
      onIdentity: (identity) => {
        if (globalThis.isDiskFull) throw new Error('the disk is full');
        onIdentity = identity;
      },
    });
    writeFileSync(cwd + '/end.json', JSON.stringify({ ...end, onIdentity }));
    process.exitCode = end.ok ? end.value.exitCode : 99;
  `,
  );
  return runner;
}

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(file: string, args: readonly string[], env = {}): { pid: number; ran: Promise<Ran> } {
  const child = spawn(file, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ROLLCALL_SESSION: world.newSessionId(), ...env },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (output.stdout += String(text)));
  child.stderr.on('data', (text: Buffer) => (output.stderr += String(text)));
  child.stdin.end('typed\n');
  const ran = new Promise<Ran>((resolve) => {
    child.once('close', (code) => resolve({ code, ...output }));
  });
  return { pid: child.pid ?? Number.NaN, ran };
}

/** Gives the runner a terminal of its own; what it shows is `stdout`. */
function runInTerminal(runner: string) {
  const line = 'exec "$RUNNER_NODE" "$RUNNER_FILE"';
  const env = { RUNNER_NODE: process.execPath, RUNNER_FILE: runner, SHELL: '/bin/sh' };
  return run('script', ['-qec', line, '/dev/null'], env);
}

const logOf = (sessionId: string) =>
  readFile(join(world.sessionsDir, sessionId, 'output.log'), 'utf8');

const talker = ['sh', '-c', 'read word; echo "got $word"; echo bad >&2; sleep 0.2; exit 3'];

describe('an agent run in a terminal', () => {
  it('passes input, both outputs and the code through a pipe, and keeps a log', async () => {
    const sessionId = world.newSessionId();
    const { ran } = run(process.execPath, [await writeRunner(sessionId, talker)]);
    expect(await ran).toEqual({ code: 3, stdout: 'got typed\n', stderr: 'bad\n' });
    expect((await logOf(sessionId)).split('\n').toSorted()).toEqual(['', 'bad', 'got typed']);
    const end: unknown = JSON.parse(await readFile(join(world.cwd, 'end.json'), 'utf8'));
    expect(end).toMatchObject({
      value: { exitCode: 3, logPath: join(world.sessionsDir, sessionId, 'output.log') },
      onIdentity: { startTime: expect.any(String) as unknown },
    });
    const reading = await createProcessEngine(world.deps).observe();
    expect(reading).toMatchObject({ entries: [{ sessionId, exitCode: 3 }] });
  });

  it('gives the terminal itself to the agent and records it', async () => {
    const sessionId = world.newSessionId();
    const odd = ['two words', "quote's $HOME", 'back\\slash\n', ''];
    const script = 'test -t 0 && test -t 1 && echo terminal $SHELL; printf "<%s>" "$@"; exit 4';
    const runner = await writeRunner(sessionId, ['sh', '-c', script, 'sh', ...odd]);
    const { code, stdout } = await runInTerminal(runner).ran;
    const shown = `terminal /bin/sh\r\n<two words><quote's $HOME><back\\slash\r\n><>`;
    expect(stdout).toContain(shown);
    expect(await logOf(sessionId)).toContain(shown);
    expect(code).toBe(4);
  });

  it('is stopped in its terminal like any other', async () => {
    const sessionId = world.newSessionId();
    const runner = await writeRunner(sessionId, ['sh', '-c', 'while :; do sleep 0.1; done']);
    const { ran } = runInTerminal(runner);
    const engine = createProcessEngine(world.deps);
    let identity: ProcessIdentity | undefined;
    await world.until('the agent runs', async () => {
      const reading = await engine.observe();
      identity = reading.kind === 'read' ? reading.entries[0]?.identity : undefined;
      return identity !== undefined;
    });
    expect(identity && (await engine.stop(sessionId, identity))).toMatchObject({ ok: true });
    expect((await ran).code).toBe(143);
    expect(await engine.observe()).toMatchObject({ entries: [{ exitCode: 143 }] });
  });

  it('goes on, with its log and its code, when Rollcall is killed', async () => {
    const sessionId = world.newSessionId();
    const wait = 'echo early; while ! [ -e go ]; do sleep 0.1; done; echo late; exit 5';
    const runner = await writeRunner(sessionId, ['sh', '-c', wait]);
    const { pid, ran } = run(process.execPath, [runner]);
    const identity = join(world.sessionsDir, sessionId, 'identity.json');
    await world.until('the agent runs', () => existsSync(identity));
    process.kill(pid, 'SIGKILL');
    await world.until('the runner is gone', () => !world.isAlive(pid));
    await writeFile(join(world.cwd, 'go'), '');
    expect(await ran).toMatchObject({ code: null, stdout: 'early\nlate\n' });
    const reading = await createProcessEngine(world.deps).observe();
    expect(reading).toMatchObject({ entries: [{ exitCode: 5 }] });
    expect(await logOf(sessionId)).toBe('early\nlate\n');
  });

  it('keeps its terminal to its end though the system has no file watch left', async () => {
    const sessionId = world.newSessionId();
    const noWatch = `
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      fs.watch = () => {
        throw Object.assign(new Error('System limit for number of file watchers reached'), { code: 'ENOSPC' });
      };
      syncBuiltinESMExports();
    `;
    // What it leaves running holds its output open, so that only the recorded code tells of its end.
    const command = ['sh', '-c', 'sleep 30 & sleep 0.2; echo done; exit 7'];
    const { pid, ran } = run(process.execPath, [await writeRunner(sessionId, command, noWatch)]);
    await world.until('the runner has told its end', () => existsSync(join(world.cwd, 'end.json')));
    const end: unknown = JSON.parse(await readFile(join(world.cwd, 'end.json'), 'utf8'));
    expect(end).toMatchObject({ ok: true, value: { exitCode: 7 } });
    await world.until('the runner is gone', () => !world.isAlive(pid));
    await world.close();
    expect(await ran).toMatchObject({ code: 7, stdout: 'done\n' });
  });

  it('keeps its terminal to its end though it could not be recorded', async () => {
    const command = ['sh', '-c', 'sleep 0.5; touch ended'];
    const full = `
      import { existsSync } from 'node:fs';
      globalThis.isDiskFull = true;
      process.on('exit', () => writeFileSync(cwd + '/left', String(existsSync(cwd + '/ended'))));
    `;
    const runner = await writeRunner(world.newSessionId(), command, full);
    const { stderr } = await run(process.execPath, [runner]).ran;
    expect(stderr).toContain('the disk is full');
    expect(await readFile(join(world.cwd, 'left'), 'utf8')).toBe('true');
  });

  it('ends when Rollcall is asked to end', async () => {
    const sessionId = world.newSessionId();
    const asked = 'trap "echo asked; exit 6" TERM; touch ready; while :; do sleep 0.1; done';
    const runner = await writeRunner(sessionId, ['sh', '-c', asked]);
    const { pid, ran } = run(process.execPath, [runner]);
    await world.until('the agent is ready', () => existsSync(join(world.cwd, 'ready')));
    const identity = join(world.sessionsDir, sessionId, 'identity.json');
    await world.until('its identity is known', () => existsSync(identity));
    process.kill(pid, 'SIGTERM');
    expect(await ran).toMatchObject({ code: 6, stdout: 'asked\n' });
  });
});

describe('what becomes of a terminal', () => {
  const terminal = (isInputTty: boolean, isOutputTty: boolean, hasScript = true): Terminal => ({
    isInputTty,
    isOutputTty,
    hasScript: () => Promise.resolve(hasScript),
  });
  it.each([
    ['recorded', terminal(true, true)],
    ['unlogged', terminal(true, true, false)],
    ['unlogged', terminal(false, true)],
    ['teed', terminal(true, false)],
  ])('is %s', async (kind, of) => {
    expect((await chooseMode(of)).kind).toBe(kind);
  });
});

describe('what is kept of an environment', () => {
  it('names everything and leaves out what looks secret', () => {
    const env = { GITHUB_TOKEN: 'x', Db_Password: 'x', EDITOR: 'vi' };
    expect(withoutSecrets(env)).toEqual({ GITHUB_TOKEN: null, Db_Password: null, EDITOR: 'vi' });
  });
});
