import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProcessProbes } from '#electron/console/process-probes.ts';
import { systemClock } from '#electron/platform/clock.ts';
import type { Engine, StartedSession, StartRequest } from '#shared/domain/engine.ts';
import type { EngineEntry } from '#shared/domain/observation.ts';
import { valueOf } from '#shared/testing/value-of.ts';
import { enginePromises } from './engine-contract.ts';
import { stopPromises } from './engine-stop-contract.ts';
import { createEngineWorld, type EngineWorld } from './engine-world.ts';
import { createProcessEngine } from './process-engine.ts';
import { createProcessTable } from './process-table.ts';
import { hasTmux } from './has-tmux.ts';
import { sendSignal } from './send-signal.ts';
import { createTmuxEngine, type TmuxEngineDeps } from './tmux-engine.ts';

const isThere = hasTmux();

const { machine, ...probes } = await createProcessProbes(systemClock);

let world: EngineWorld;
let deps: TmuxEngineDeps;
let engine: Engine;
/** Servers whose socket a test took away. */
let cutOff: number[] = [];

/** Asks this test's own server, as an operator would; its socket is in the test's own directory. */
function tmux(...args: string[]): string {
  const env = { ...process.env, TMUX_TMPDIR: world.cwd };
  const line = ['-u', '-f', '/dev/null', '-L', 'here', ...args];
  // Without a tmux there is no output at all.
  return spawnSync('tmux', line, { env, encoding: 'utf8', cwd: world.cwd }).stdout?.trim() ?? '';
}
const serverPid = () => Number(tmux('display-message', '-p', '#{pid}'));
const socket = () => join(world.cwd, `tmux-${process.getuid?.() ?? 0}`, 'here');

beforeEach(async () => {
  world = await createEngineWorld(probes);
  deps = { ...world.deps, socketName: 'here', socketRoot: world.cwd, graceMs: 500 };
  engine = createTmuxEngine(deps);
});
afterEach(async () => {
  tmux('kill-server');
  for (const pid of cutOff) sendSignal(pid, 'SIGKILL');
  cutOff = [];
  await world.close();
});

const makeUnreadable = async () => {
  cutOff.push(serverPid());
  await rm(socket());
  await symlink(socket(), socket());
};

async function start(
  command: readonly string[],
  more: Partial<StartRequest> = {},
): Promise<StartedSession> {
  const sessionId = world.newSessionId();
  return valueOf(await engine.start({ sessionId, command, cwd: world.cwd, env: {}, ...more }));
}

async function entriesOf(one: Engine): Promise<readonly EngineEntry[]> {
  const reading = await one.observe();
  if (reading.kind !== 'read') throw new Error(reading.why);
  return reading.entries;
}

const textOf = (path: string) => readFile(path, 'utf8');
const sleeper = ['sleep', '60'];

describe.skipIf(!isThere)('an engine of tmux sessions', () => {
  for (const { title, run } of [...enginePromises, ...stopPromises])
    it(title, () => run({ engine, world, makeUnreadable }));
});

describe.skipIf(!isThere)('a session in tmux', () => {
  it('gets a terminal, every argument as it was given, and its own directory', async () => {
    const cwd = join(world.cwd, "it's #(touch run) #[x] 100%d;");
    await mkdir(cwd);
    const odd = [
      'two words',
      "quote's",
      '$HOME `id` #{pid}',
      'line\nbreak',
      '',
      ';',
      'end;',
      '\\;',
    ];
    const script =
      'test -t 0 && test -t 1 && printf "<%s>" "$@"; printf "|%s|" "$PWD"; sleep 60; :';
    const { logPath } = await start(['sh', '-c', script, 'sh', ...odd], { cwd });
    const shown = `${odd.map((part) => `<${part}>`).join('')}|${cwd}|`.replaceAll('\n', '\r\n');
    await world.until('it was printed', async () => (await textOf(logPath)).includes('|'));
    await world.until('all of it', async () => (await textOf(logPath)).length >= shown.length);
    expect(await textOf(logPath)).toBe(shown);
    expect(existsSync(join(world.cwd, 'run')) || existsSync(join(cwd, 'run'))).toBe(false);
  });

  it('keeps its log in a home with an odd name', async () => {
    const sessionsDir = join(world.cwd, "o'ne #{pid} #[x] %H $HOME", 'sessions');
    engine = createTmuxEngine({ ...deps, sessionsDir });
    const { logPath } = await start(['sh', '-c', 'echo early; sleep 60; :']);
    await world.until('it is written', async () => (await textOf(logPath)) === 'early\r\n');
    expect(logPath.startsWith(sessionsDir)).toBe(true);
  });

  it('gets its environment without anyone seeing a secret of it', async () => {
    const secret = 'correct horse; battery';
    const outer = { ...process.env, SHELL: '/bin/odd', ROLLCALL_TASK: 'outer', OWN_TOKEN: secret };
    engine = createTmuxEngine({ ...deps, baseEnv: outer });
    const resumed = { ROLLCALL_CHECKPOINT: 'first', ROLLCALL_RUN: 'run;', GIVEN_TOKEN: secret };
    await start(sleeper, { env: resumed });
    const { logPath, sessionId } = await start(['sh', '-c', 'env; echo done; sleep 60; :']);
    await world.until('it is printed', async () => (await textOf(logPath)).includes('done'));
    const lines = (await textOf(logPath)).split('\r\n');
    expect(lines).toContain(`ROLLCALL_SESSION=${sessionId}`);
    expect(lines).toContain(`OWN_TOKEN=${secret}`);
    expect(lines).toContain('SHELL=/bin/odd');
    const own = lines.filter((line) => /^ROLLCALL_(SESSION|TASK|RUN|RESUME_STATE)=/u.test(line));
    expect(own).toHaveLength(1);
    expect(await textOf(`/proc/${serverPid()}/cmdline`)).not.toContain(secret);
    const [first] = await entriesOf(engine);
    const kept = await textOf(join(world.sessionsDir, first?.sessionId ?? '', 'command.json'));
    expect(JSON.parse(kept)).toMatchObject({ engine: 'tmux', env: { GIVEN_TOKEN: null } });
    const environ = (await textOf(`/proc/${first?.identity?.pid}/environ`)).split('\0');
    expect(environ).toContain(`GIVEN_TOKEN=${secret}`);
    expect(environ).toContain('ROLLCALL_RUN=run;');
  });

  it('does not take the server and all the others with it when it was the first', async () => {
    engine = createTmuxEngine({ ...deps, baseEnv: { ...process.env, ROLLCALL_SESSION: 'outer' } });
    const first = await start(sleeper);
    const second = await start(sleeper);
    expect(createProcessTable('/proc').sessionOf(serverPid())).toBeNull();
    expect(await engine.stop(first.sessionId, first.identity)).toMatchObject({ ok: true });
    expect(tmux('list-sessions', '-F', '#{session_name}')).toBe(second.sessionId);
    expect(world.isAlive(second.identity.pid)).toBe(true);
  });

  it('is there under its own id to attach to, and leaves nothing in tmux when it ends', async () => {
    const sessionId = `${world.newSessionId()}.v1.2`;
    await start(['sh', '-c', 'while ! [ -e go ]; do sleep 0.1; done; exit 4'], { sessionId });
    expect(tmux('list-sessions', '-F', '#{session_name}')).toBe(sessionId.replaceAll('.', '~'));
    await writeFile(join(world.cwd, 'go'), '');
    await world.until('it has ended', async () => {
      const [entry, ...others] = await entriesOf(engine);
      expect(others).toEqual([]);
      return entry?.sessionId === sessionId && entry.exitCode === 4;
    });
    await world.until('tmux has ended with it', () => tmux('list-sessions') === '');
    expect(await entriesOf(engine)).toMatchObject([{ exitCode: 4 }]);
  });

  it('may end in its own way when it is stopped', async () => {
    const asked = 'trap "exit 6" TERM; touch ready; while :; do sleep 0.05; done';
    const { sessionId, identity } = await start(['sh', '-c', asked]);
    await world.until('the agent is ready', () => existsSync(join(world.cwd, 'ready')));
    expect(await engine.stop(sessionId, identity)).toMatchObject({ ok: true });
    expect(await entriesOf(engine)).toMatchObject([{ exitCode: 6 }]);
  });

  it('is hung up and told so when its terminal is closed from outside', async () => {
    const { sessionId } = await start(sleeper);
    tmux('kill-session', '-t', `=${sessionId}`);
    await world.until('it has ended', async () => {
      const [entry] = await entriesOf(engine);
      return entry?.sessionId === sessionId && entry.exitCode === 129;
    });
  });
});

describe.skipIf(!isThere)('a tmux session that nobody recorded', () => {
  const byHand = (...args: string[]) => tmux('new-session', '-d', ...args);

  it('is listed with its process, command and directory, under a name that forges nothing', async () => {
    const { sessionId } = await start(sleeper);
    byHand('-s', 'by hand:1:$1\n7:0:$9::forged', '-c', world.cwd, 'sleep', '61');
    let listed: readonly EngineEntry[] = [];
    // For a moment after its fork it still looks like the server.
    await world.until('the command runs', async () => {
      listed = await entriesOf(engine);
      return listed[1]?.command?.[0] === 'sleep';
    });
    const [own, stranger, ...others] = listed;
    expect(others).toEqual([]);
    expect(own?.sessionId).toBe(sessionId);
    expect(stranger).toMatchObject({
      sessionId: 'by hand_1_$1\\n7_0_$9__forged',
      process: { kind: 'alive' },
      identity: { startTime: expect.any(String) as unknown, bootId: machine.bootId },
      cwd: world.cwd,
      command: ['sleep', '61'],
    });
  });

  it('is stopped with all its panes, and the one beside it goes on', async () => {
    byHand('-s', 'mine', 'sleep', '60');
    tmux('split-window', '-t', '=mine:', 'sleep', '60');
    byHand('-s', 'other', 'sleep', '60');
    const pids = tmux('list-panes', '-s', '-t', '=mine:', '-F', '#{pane_pid}').split('\n');
    const [mine, other] = await entriesOf(engine);
    if (mine?.identity === undefined || other?.identity === undefined) throw new Error('unseen');
    expect(await engine.stop('mine', other.identity)).toMatchObject({
      error: { kind: 'not_this_process' },
    });
    expect(await engine.stop('mine', mine.identity)).toEqual({ ok: true, value: { killed: 2 } });
    expect(pids.map(Number).filter(world.isAlive)).toEqual([]);
    expect(tmux('list-sessions', '-F', '#{session_name}')).toBe('other');
    expect(world.isAlive(other.identity.pid)).toBe(true);
  });

  it('is never one of another home on the same server', async () => {
    await start(sleeper);
    const sessionsDir = join(world.cwd, 'another-home', 'sessions');
    await mkdir(sessionsDir, { recursive: true });
    expect(await entriesOf(createTmuxEngine({ ...deps, sessionsDir }))).toEqual([]);
  });

  it('is not invented from a session whose record is damaged', async () => {
    const { sessionId } = await start(sleeper);
    await writeFile(join(world.sessionsDir, sessionId, 'command.json'), '{');
    expect(await entriesOf(engine)).toMatchObject([{ sessionId, process: { kind: 'unknown' } }]);
  });
});

describe.skipIf(!isThere)('a tmux server that cannot be asked', () => {
  it('is none, and certainly none, after it has ended', async () => {
    const { sessionId, identity } = await start(sleeper);
    await engine.stop(sessionId, identity);
    await world.until('the server has ended', () => tmux('list-sessions') === '');
    expect(existsSync(socket())).toBe(true);
    expect(await entriesOf(engine)).toMatchObject([{ process: { kind: 'absent' } }]);
  });

  it('is not taken for none while it is suspended, and its sessions can still be stopped', async () => {
    const { sessionId, identity } = await start(sleeper);
    const impatient = createTmuxEngine({ ...deps, askMs: 300 });
    const pid = serverPid();
    process.kill(pid, 'SIGSTOP');
    const reading = await impatient.observe();
    const stopped = await impatient.stop(sessionId, identity);
    process.kill(pid, 'SIGCONT');
    expect(reading).toMatchObject({ kind: 'unreadable', engine: 'tmux' });
    expect(stopped).toMatchObject({ ok: true });
  });

  it('is not taken for none when its socket was cleaned away under it', async () => {
    const { sessionId, identity } = await start(sleeper);
    cutOff.push(serverPid());
    await rm(socket());
    expect(await engine.observe()).toMatchObject({
      kind: 'unreadable',
      why: expect.stringContaining('USR1') as unknown,
    });
    expect(await engine.stop(sessionId, identity)).toMatchObject({ ok: true });
    expect(await entriesOf(engine)).toMatchObject([{ process: { kind: 'absent' } }]);
  });
});

describe('a machine without tmux', () => {
  const missing = () => createTmuxEngine({ ...deps, tmuxFile: '/no/such/tmux' });

  it('has no tmux sessions, and says why none can be started', async () => {
    expect(await entriesOf(missing())).toEqual([]);
    const request = { sessionId: world.newSessionId(), command: sleeper, cwd: world.cwd, env: {} };
    expect(await missing().start(request)).toMatchObject({
      error: { kind: 'not_started', message: expect.stringContaining('install tmux') as unknown },
    });
  });

  it.skipIf(!isThere)('cannot look when a server runs all the same', async () => {
    await start(sleeper);
    expect(await missing().observe()).toMatchObject({ kind: 'unreadable' });
  });
});

describe.skipIf(!isThere)('two engines on one home', () => {
  it('each list, and forget, only what they started', async () => {
    const local = createProcessEngine(world.deps);
    const inTmux = await start(sleeper);
    const sessionId = world.newSessionId();
    await local.start({ sessionId, command: sleeper, cwd: world.cwd, env: {} });
    expect(await entriesOf(local)).toMatchObject([{ sessionId }]);
    expect(await entriesOf(engine)).toMatchObject([{ sessionId: inTmux.sessionId }]);
    await local.forget(inTmux.sessionId);
    await engine.forget(sessionId);
    expect(await entriesOf(local)).toMatchObject([{ sessionId }]);
    expect(await entriesOf(engine)).toMatchObject([{ sessionId: inTmux.sessionId }]);
  });

  it('take a session that names no engine for one of local processes', async () => {
    const { sessionId } = await start(sleeper);
    const path = join(world.sessionsDir, sessionId, 'command.json');
    const { engine: _name, ...older } = JSON.parse(await textOf(path)) as Record<string, unknown>;
    await writeFile(path, JSON.stringify(older));
    expect(await entriesOf(createProcessEngine(world.deps))).toMatchObject([{ sessionId }]);
  });
});
