import { tmpdir } from 'node:os';
import type {
  ConsoleEnd,
  CountListener,
  startConsoleHost,
} from '#electron/console/console-host.ts';
import type { MovedAside } from '#electron/console/worker-messages.ts';
import type { News } from '#shared/domain/news.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { openControl } from './connect-control.ts';
import { controlSocketPath } from '#electron/platform/control-socket-path.ts';
import { listenOnControlSocket } from './control-socket.ts';
import { portEnd } from './frames.ts';
import { watchOtherConsole } from './watch-other-console.ts';
import type { ConnectConsole } from './websocket.ts';

type Started = Awaited<ReturnType<typeof startConsoleHost>>;

/** A console to relay to: our own, or that of another process on the same home. */
export interface ConsoleLink {
  readonly connect: ConnectConsole;
  /** Who runs the console when it is not this process. */
  readonly runsElsewhere: string | null;
  /** Tells how many items need a person, now and on each change; silent for another's console. */
  onCounts(tell: CountListener): () => void;
  /** Tells what is new outside the window; silent for another's console, which tells it itself. */
  onNews(tell: (news: readonly News[]) => void): () => void;
  /** Tells when the console ended by itself, and whether it runs again; another's does not. */
  onExit(tell: (end: ConsoleEnd) => void): () => void;
  /** Resolves when no operation of our own console is running. */
  whenIdle(): Promise<void>;
  readonly movedAside: MovedAside;
  /** Something an operator should read once; on standard error where there is no better place. */
  readonly warnings: readonly string[];
  close(): Promise<void>;
}

/** Why there is no console to relay to. */
export interface NoLink {
  readonly kind: 'home_owned' | 'home_unreadable';
  readonly message: string;
}

async function shareOwn(home: string, host: Extract<Started, { ok: true }>['value']) {
  const connect: ConnectConsole = async () => {
    const port = await host.connect();
    return port.ok ? ok(portEnd(port.value)) : port;
  };
  const path = controlSocketPath(home, { platform: process.platform, tmpDir: tmpdir() });
  const socket = await listenOnControlSocket({ path, connect });
  return ok({
    connect,
    runsElsewhere: null,
    onCounts: (tell: CountListener) => host.onCounts(tell),
    onNews: (tell: (news: readonly News[]) => void) => host.onNews(tell),
    onExit: (tell: (end: ConsoleEnd) => void) => host.onExit(tell),
    whenIdle: () => host.whenIdle(),
    movedAside: host.movedAside,
    warnings: socket.ok ? [] : [socket.error.message],
    async close() {
      if (socket.ok) await socket.value.close();
      await host.close();
    },
  });
}

const otherHasEnded: ConsoleEnd = {
  isRestarted: false,
  message:
    'The console that was shown here ran in another process, which has ended. Start Rollcall anew to have one here.',
};

/**
 * Takes what starting the console gave. Started: also opens the control socket. The home is owned by
 * another console: becomes a client of that one, if it answers; `againEveryMs` is how often one that
 * went away is asked whether it is back.
 */
export async function linkConsole(
  home: string,
  started: Started,
  againEveryMs = 1000,
): Promise<Result<ConsoleLink, NoLink>> {
  if (started.ok) return shareOwn(home, started.value);
  const { error } = started;
  if (error.kind !== 'home_owned' || error.socket === undefined) return err(error);
  const { message, socket } = error;
  const first = await openControl(socket);
  if (!first.ok) return err({ kind: 'home_owned', message: `${message} ${first.error.message}` });
  const exitListeners = new Set<(end: ConsoleEnd) => void>();
  const stop = watchOtherConsole({ socket, first: first.value, againEveryMs }, () => {
    for (const tell of exitListeners) tell(otherHasEnded);
  });
  return ok({
    connect: () => openControl(socket),
    runsElsewhere: message,
    onCounts: () => () => undefined,
    onNews: () => () => undefined,
    onExit(tell) {
      exitListeners.add(tell);
      return () => exitListeners.delete(tell);
    },
    whenIdle: () => Promise.resolve(),
    movedAside: null,
    warnings: [],
    close() {
      stop();
      return Promise.resolve();
    },
  });
}
