import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { errorCode } from '#electron/platform/system-error.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface TmuxServerDeps {
  /** The program, found on the path unless absolute. */
  readonly tmuxFile: string;
  /** What `tmux -L` is given. */
  readonly socketName: string;
  /**
   * Where tmux keeps its sockets. Fixed, whatever `TMUX_TMPDIR` says: a terminal and the desktop
   * must mean the same server.
   */
  readonly socketRoot: string;
  /** How long one answer may take. */
  readonly askMs: number;
  readonly baseEnv: Readonly<Record<string, string | undefined>>;
}

/** Whether somebody listens at the socket, as the system says and not as tmux words it. */
export type TmuxReach =
  | { readonly kind: 'up' }
  /** The socket is there and nobody listens: its server has ended. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'no_socket'; readonly path: string }
  | { readonly kind: 'unknown'; readonly why: string };

export interface TmuxFailure {
  readonly message: string;
  /** What it had printed before it failed. */
  readonly printed: string;
}

/** One named tmux server, which may or may not be running. */
export interface TmuxServer {
  reach(): Promise<TmuxReach>;
  /**
   * Runs one command list; a lone `;` separates its commands. Starts the server only where the list
   * holds `new-session`. `env`: the client's, which a server started by it keeps.
   */
  run(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Result<string, TmuxFailure>>;
}

// tmux would end the command at an argument's last `;`.
const protect = (arg: string): string =>
  arg !== ';' && arg.endsWith(';') ? `${arg.slice(0, -1)}\\;` : arg;

function reachSocket(path: string): Promise<TmuxReach> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve({ kind: 'up' });
    });
    socket.once('error', (error) => {
      const code = errorCode(error);
      if (code === 'ENOENT') resolve({ kind: 'no_socket', path });
      else if (code === 'ECONNREFUSED') resolve({ kind: 'ended' });
      else resolve({ kind: 'unknown', why: `${path} could not be reached (${code}).` });
    });
  });
}

/** Environment of a client: never that of the server or session it may itself run in. */
export const clientEnv = (
  env: Readonly<Record<string, string | undefined>>,
  socketRoot: string,
): Record<string, string | undefined> => ({
  // A server keeps the environment of the client that started it. With a session's id in it, it
  // would count as part of that session and be ended with it, and every other session with it.
  ...Object.fromEntries(Object.entries(env).filter(([name]) => !/^(?:ROLLCALL_|TMUX)/u.test(name))),
  TMUX_TMPDIR: socketRoot,
});

/** Names a server; starts nothing. The operator's tmux configuration is not read: it may run programs. */
export function createTmuxServer(deps: TmuxServerDeps): TmuxServer {
  const { tmuxFile, socketName, socketRoot, askMs, baseEnv } = deps;
  // UTF-8 whatever the locale: else tmux rewrites the names that it prints.
  const always = ['-u', '-f', '/dev/null', '-L', socketName];
  const whyNot = (error: Error & { killed?: boolean }, stderr: string): string => {
    if (errorCode(error) === 'ENOENT')
      return `${tmuxFile} is not installed; install tmux 3.2 or later.`;
    if (error.killed === true) return `tmux -L ${socketName} did not answer within ${askMs} ms.`;
    return stderr.trim() || error.message;
  };
  return {
    reach: () => reachSocket(join(socketRoot, `tmux-${process.getuid?.() ?? 0}`, socketName)),
    run: (args, env = baseEnv) =>
      new Promise((resolve) => {
        const options = {
          // Not where the caller is: a server stays in the directory in which it was started.
          cwd: '/',
          env: clientEnv(env, socketRoot),
          timeout: askMs,
          killSignal: 'SIGKILL',
          maxBuffer: 16_777_216,
        } as const;
        execFile(tmuxFile, [...always, ...args.map(protect)], options, (error, stdout, stderr) =>
          resolve(
            error === null ? ok(stdout) : err({ message: whyNot(error, stderr), printed: stdout }),
          ),
        );
      }),
  };
}
