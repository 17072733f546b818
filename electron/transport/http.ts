import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { err, ok, type Result } from '#shared/result.ts';
import {
  cookieName,
  createTokenCheck,
  hasSession,
  isOwnHost,
  isOwnOrigin,
  ownHosts,
  type Access,
} from './access.ts';
import { securityHeaders } from './security-headers.ts';
import type { StaticFiles } from './static-files.ts';
import { refuseUpgrade, type WebSocketRelay } from './websocket.ts';

export interface HttpShellDeps {
  readonly files: StaticFiles;
  readonly access: Access;
  readonly relay: WebSocketRelay;
  /** 0 takes any free port. */
  readonly port: number;
}

export interface HttpShell {
  readonly port: number;
  /** The address to print, with its token. */
  readonly url: string;
  /** The address for the system's opener; lets in once. */
  readonly openingUrl: string;
  close(): Promise<void>;
}

export interface PortUnavailable {
  readonly kind: 'port_unavailable';
  readonly message: string;
}

const noSession =
  'Rollcall runs here. Open the address that was printed when it was started: it carries the key.\n';

type Answer = (status: number, headers: Record<string, string>, body: string | Uint8Array) => void;

interface Asked {
  readonly port: number;
  readonly isToken: (given: string) => boolean;
  readonly request: IncomingMessage;
}

function respond(deps: HttpShellDeps, { port, isToken, request }: Asked, answer: Answer) {
  const plain = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
  if (!isOwnHost(request.headers, port)) return answer(403, plain, 'Not this host.\n');
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return answer(405, { ...plain, Allow: 'GET, HEAD' }, 'Only GET.\n');
  // Split by hand: a request may carry what no URL parser accepts, and paths are only ever looked up.
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const token = new URLSearchParams(query).get('token');
  if (path === '/' && token !== null && isToken(token)) {
    const cookie = `${cookieName(port)}=${deps.access.sessionKey}; HttpOnly; SameSite=Strict; Path=/`;
    return answer(303, { ...plain, Location: '/', 'Set-Cookie': cookie }, '');
  }
  if (!hasSession(request.headers, deps.access, port)) return answer(403, plain, noSession);
  const file = deps.files.get(path);
  if (file === undefined) return answer(404, plain, 'No such file.\n');
  const headers = { 'Content-Type': file.contentType, 'Cache-Control': 'no-store' };
  return answer(200, headers, file.body);
}

function listen(server: Server, port: number): Promise<Result<number, PortUnavailable>> {
  return new Promise((resolve) => {
    server.once('error', (error) => {
      const message = `Port ${port} cannot be used (${error.message}). Choose another with --port, or leave it out.`;
      resolve(err({ kind: 'port_unavailable', message }));
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      // A server that listens on TCP has an address of this form.
      resolve(ok((server.address() as AddressInfo).port));
    });
  });
}

/**
 * Serves the screens and the wire on loopback only. Whoever knows the token gets a cookie; without
 * it, or under a foreign Host or Origin, nothing is answered but a refusal.
 */
export async function createHttpShell(
  deps: HttpShellDeps,
): Promise<Result<HttpShell, PortUnavailable>> {
  let port = deps.port;
  const isToken = createTokenCheck(deps.access);
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const sources = ownHosts(port).map((host) => `ws://${host}`);
    respond(deps, { port, isToken, request }, (status, headers, body) => {
      response.writeHead(status, { ...securityHeaders(sources), ...headers });
      response.end(request.method === 'HEAD' ? undefined : body);
    });
  });
  server.on('upgrade', (request, socket, head) => {
    // A peer that goes away in the middle is no event for anyone.
    socket.on('error', () => socket.destroy());
    const isOurs =
      request.url === '/rpc' && isOwnHost(request.headers, port) && isOwnOrigin(request.headers);
    if (!isOurs || !hasSession(request.headers, deps.access, port))
      return refuseUpgrade(socket, '403 Forbidden');
    void deps.relay.accept(request, socket, head);
  });
  const listening = await listen(server, deps.port);
  if (!listening.ok) return listening;
  port = listening.value;
  const addressWith = (token: string): string => `http://127.0.0.1:${port}/?token=${token}`;
  return ok({
    port,
    url: addressWith(deps.access.token),
    openingUrl: addressWith(deps.access.openingToken),
    async close() {
      deps.relay.close();
      server.closeIdleConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        setTimeout(() => server.closeAllConnections(), 1000).unref();
      });
    },
  });
}
