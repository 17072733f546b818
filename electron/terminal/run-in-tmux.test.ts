import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasTmux } from '#electron/engines/has-tmux.ts';

const isThere = hasTmux();
const cli = new URL('../cli.ts', import.meta.url).pathname;

let root: string;
let env: NodeJS.ProcessEnv;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rollcall-in-tmux-'));
  // A server of this test's own, named as the directory is.
  env = { ...process.env, HOME: root, ROLLCALL_HOME: join(root, 'home'), ROLLCALL_TMUX: name() };
  delete env['TMUX_TMPDIR'];
  mkdirSync(join(root, 'plain'));
});
afterEach(() => {
  const socket = tmux('display-message', '-p', '#{socket_path}');
  tmux('kill-server');
  if (socket !== '') rmSync(socket, { force: true });
  // A supervisor that is just writing its exit makes a removal stop half-way without a word.
  for (let tries = 0; existsSync(root) && tries < 20; tries += 1)
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

const name = () => basename(root);
const tmux = (...args: string[]): string =>
  spawnSync('tmux', ['-L', name(), ...args], { env, encoding: 'utf8' }).stdout?.trim() ?? '';

const rollcall = (...args: string[]) =>
  spawnSync(process.execPath, [cli, ...args], { cwd: join(root, 'plain'), env, encoding: 'utf8' });

/** What a command prints with `--json`; its fields are checked where they are expected. */
const asked = (...args: string[]): Record<string, unknown> =>
  JSON.parse(rollcall('--json', ...args).stdout) as Record<string, unknown>;

function applied(verb: string, id: string): void {
  const { planId } = asked('plan', verb, id);
  const done = rollcall('apply', String(planId), '--yes');
  expect(done.status, done.stdout + done.stderr).toBe(0);
}

const inTmux = ['run', '--engine', 'tmux', '--detach', '--task', 't1', '--', 'sleep', '60'];
const started = () => rollcall(...inTmux);
const sessions = () => tmux('list-sessions', '-F', '#{session_name}').split('\n');

function pidOf(session: unknown): number {
  if (typeof session === 'object' && session !== null && 'pid' in session)
    return Number(session.pid);
  throw new Error('No session was started');
}

describe.skipIf(!isThere)('rollcall run --engine tmux', () => {
  it('starts the task in a tmux session and says how to attach to it', () => {
    const { stdout, status } = started();
    expect(status).toBe(0);
    const [session] = sessions();
    expect(stdout).toContain(`tmux -L ${name()} attach -t '=${session}'`);
    expect(asked('sweep')).toMatchObject({ summary: { clean: true, sessions: { inSync: 1 } } });
  });

  it('needs --detach, because tmux has a terminal of its own for it', () => {
    const { stderr, status } = rollcall('run', '--engine', 'tmux', '--', 'sleep', '60');
    expect(stderr).toContain('--detach');
    expect(status).toBe(2);
    expect(asked('sweep')).toMatchObject({ summary: { clean: true, sessions: { inSync: 0 } } });
  });

  it('restarts what was killed there, there', () => {
    const agent = pidOf(asked(...inTmux)['session']);
    const [session = ''] = sessions();
    process.kill(agent, 'SIGKILL');
    expect(asked('sweep')).toMatchObject({ conditions: [{ reason: 'process_exited' }] });
    applied('restart', 't1');
    expect(sessions()).toEqual([expect.not.stringMatching(session)]);
    expect(asked('sweep')).toMatchObject({ summary: { clean: true, sessions: { inSync: 2 } } });
  });

  it('shows a session that somebody made by hand, and stops that one only', () => {
    started();
    tmux('new-session', '-d', '-s', 'by hand', 'sleep', '60');
    expect(asked('sweep')).toMatchObject({
      conditions: [{ lane: 'orphaned', reason: 'unrecorded_session' }],
    });
    expect(sessions()).toHaveLength(2);
    applied('stop', 'by hand');
    expect(sessions()).toEqual([expect.stringMatching(/^s-/u)]);
    expect(asked('sweep')).toMatchObject({ summary: { clean: true } });
  });

  it('adopts such a session: from then on its end is a crash like any other', () => {
    tmux('new-session', '-d', '-s', 'by hand', 'sleep', '60');
    applied('adopt', 'by hand');
    expect(asked('sweep')).toMatchObject({ summary: { clean: true, sessions: { inSync: 1 } } });
    expect(sessions()).toEqual(['by hand']);
    process.kill(Number(tmux('list-panes', '-a', '-F', '#{pane_pid}')), 'SIGKILL');
    expect(asked('sweep')).toMatchObject({
      conditions: [{ lane: 'crashed', subject: { kind: 'session', id: 'by hand' } }],
    });
  }, 90_000);
});
