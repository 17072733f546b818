import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
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
  const isPipe = deps.path.startsWith('\\\\.\\pipe\\');
  if (!isPipe) await rm(deps.path, { force: true });
  const listening = await new Promise<Error | undefined>((resolve) => {
    server.once('error', resolve);
    // The name is bound during this call, so it never exists with wider permissions.
    const before = process.umask(0o177);
    server.listen(deps.path, () => resolve(undefined));
    process.umask(before);
  });
  if (listening !== undefined) {
    const message = `Terminal commands cannot reach this console: ${listening.message}. They work again after it is closed.`;
    return err({ kind: 'socket_unavailable', message });
  }
  return ok({
    async close() {
      relay.close();
      server.closeIdleConnections();
      // Node removes the socket's name when the server closes.
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        setTimeout(() => server.closeAllConnections(), 1000).unref();
      });
    },
  });
}
