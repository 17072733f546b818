import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { endByHome } from './end-by-home.ts';

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Written to standard input, which is then closed. */
  readonly input?: string;
}

/** Folders and processes of one story. */
export interface World {
  /** The home directory of its console. */
  readonly home: string;
  /** An empty directory for repositories and files; its path holds a space. */
  readonly folder: string;
  /** Environment for everything that belongs to this world. */
  readonly env: NodeJS.ProcessEnv;
  /** Starts a process that is ended with the world. */
  start(command: string, args: readonly string[], options?: RunOptions): ChildProcess;
  /** Runs a command to its end. */
  run(command: string, args: readonly string[], options?: RunOptions): Promise<Finished>;
  /** Runs `rollcall …` on this home. */
  rollcall(args: readonly string[], options?: RunOptions): Promise<Finished>;
  /** Ends by id, with this world, a process that something else started. */
  endWithWorld(pid: number): void;
  remove(): Promise<void>;
}

/** The terminal entry of the checkout, as built. */
export const terminalEntry = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js');

/** The same from source, which Node runs as it is: tests of the code need no build. */
export const sourceEntry = join(import.meta.dirname, '..', '..', 'electron', 'cli.ts');

const operatorsGitConfig = `[user]
	name = Operator
	email = operator@example.invalid
[init]
	defaultBranch = main
`;

function endByIdIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It had ended before.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

const isRunning = (child: ChildProcess): boolean =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

/**
 * Makes a world below the system's directory for temporary files. `entry` is what `rollcall` means in
 * it: the built terminal entry, unless told otherwise.
 */
export async function makeWorld(entry = terminalEntry): Promise<World> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'rollcall-world-')));
  const home = join(root, 'home');
  const folder = join(root, 'work folder');
  await mkdir(folder);
  const gitConfig = join(root, 'gitconfig');
  await writeFile(gitConfig, operatorsGitConfig);
  const children: ChildProcess[] = [];
  const pids: number[] = [];
  // Neither the gateway nor the sessions of whoever runs the tests.
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('ROLLCALL_'));
  const env: NodeJS.ProcessEnv = {
    ...Object.fromEntries(inherited),
    ROLLCALL_HOME: home,
    ROLLCALL_TMUX: basename(root),
    // Nothing of whoever runs the tests is looked at, or written to.
    HOME: root,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: gitConfig,
  };

  function start(command: string, args: readonly string[], options: RunOptions = {}): ChildProcess {
    const child = spawn(command, args, {
      cwd: options.cwd ?? folder,
      env: { ...env, ...options.env },
      stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    // A command that ends before it has read everything is no failure of this world's.
    child.stdin?.on('error', () => undefined).end(options.input);
    children.push(child);
    return child;
  }

  async function run(
    command: string,
    args: readonly string[],
    options: RunOptions = {},
  ): Promise<Finished> {
    const child = start(command, args, options);
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    await once(child, 'close');
    return { code: child.exitCode, stdout, stderr };
  }

  async function remove(): Promise<void> {
    const running = children.filter(isRunning);
    const ends = running.map((child) => once(child, 'exit'));
    for (const child of running) child.kill('SIGKILL');
    await Promise.all(ends);
    for (const pid of pids) endByIdIfThere(pid);
    await endByHome(root);
    // What was just ended may still write for a moment.
    await rm(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  return {
    home,
    folder,
    env,
    start,
    run,
    rollcall: (args, options) => run(process.execPath, [entry, ...args], options),
    endWithWorld: (pid) => pids.push(pid),
    remove,
  };
}
