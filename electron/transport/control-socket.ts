import { once } from 'node:events';
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { err, ok, type Result } from '#shared/result.ts';
import { createWebSocketRelay, refuseUpgrade, type ConnectConsole } from './websocket.ts';

export interface ControlSocketDeps {
  /** From `controlSocketPath`. Only the console that owns the home may listen there. */
  readonly path: string;
  readonly connect: ConnectConsole;
}

export interface ControlSocket {
  close(): Promise<void>;
}

export interface SocketUnavailable {
  readonly kind: 'socket_unavailable';
  readonly message: string;
}

/**
 * Lets terminal commands of the same user be clients of this console. The socket is the user's alone
 * (mode 0600); one left behind by a console that was killed is replaced.
 */
export async function listenOnControlSocket(
  deps: ControlSocketDeps,
): Promise<Result<ControlSocket, SocketUnavailable>> {
  const relay = createWebSocketRelay({ connect: deps.connect, pingEveryMs: 30_000 });
  const server = createServer((_request, response) => response.writeHead(404).end());
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    // A browser page cannot reach this socket; whatever sends an Origin is not our client.
    if (request.headers.origin !== undefined || request.url !== '/rpc')
      return refuseUpgrade(socket, '403 Forbidden');
    void relay.accept(request, socket, head);
  });
  const listening = await bind(server, deps.path);
  if (listening !== undefined) {
    const message = `Terminal commands cannot reach this console: ${listening.message}. They work again after it is closed.`;
    return err({ kind: 'socket_unavailable', message });
  }
  return ok({
    async close() {
      relay.close();
      server.closeIdleConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        setTimeout(() => server.closeAllConnections(), 1000).unref();
      });
      if (!isPipe(deps.path)) await rm(deps.path, { force: true });
    },
  });
}

const isPipe = (path: string): boolean => path.startsWith('\\\\.\\pipe\\');

/**
 * Takes the name; gives why it could not. The socket is made where nobody else may go and gets its name
 * once it is the operator's alone. A umask would do that too, but it is the whole process's: an agent
 * that another thread started meanwhile would inherit it.
 */
async function bind(server: Server, path: string): Promise<Error | undefined> {
  try {
    if (isPipe(path)) {
      await listen(server, path);
      return undefined;
    }
    const place = `${path}.d`;
    await rm(place, { recursive: true, force: true });
    await mkdir(place, { mode: 0o700 });
    const made = join(place, 's');
    await listen(server, made);
    await chmod(made, 0o600);
    await rename(made, path);
    await rm(place, { recursive: true });
    return undefined;
  } catch (error) {
    server.close();
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function listen(server: Server, path: string): Promise<void> {
  server.listen(path);
  await once(server, 'listening');
}
