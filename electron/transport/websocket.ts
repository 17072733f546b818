import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Result } from '#shared/result.ts';
import { joinEnds, largestAsked, type FrameEnd } from './frames.ts';
import { webSocketEnd } from './web-socket-end.ts';

/** Why no console answers behind a transport. */
export interface NoConsole {
  readonly kind: 'no_console';
  readonly message: string;
}

/** Opens one connection to the console. */
export type ConnectConsole = () => Promise<Result<FrameEnd, NoConsole>>;

export interface WebSocketRelayDeps {
  readonly connect: ConnectConsole;
  /** How often a silent peer is asked for a sign of life, in milliseconds. */
  readonly pingEveryMs: number;
}

export interface WebSocketRelay {
  /** Takes over an upgrade request whose sender has been checked already. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  /** Closes every connection, by force after a moment. */
  close(): void;
}

/** Answers an upgrade with a plain HTTP refusal. */
export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function keepAlive(socket: WebSocket, everyMs: number): void {
  let isAlive = true;
  socket.on('pong', () => (isAlive = true));
  const timer = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, everyMs);
  timer.unref();
  socket.on('close', () => clearInterval(timer));
}

/** Passes frames between WebSockets and the console: relays only, the console validates. */
export function createWebSocketRelay(deps: WebSocketRelayDeps): WebSocketRelay {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: largestAsked,
    perMessageDeflate: false,
  });

  async function accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // Connected first: a frame that arrives before its listener would be lost.
    const end = await deps.connect();
    if (!end.ok) return refuseUpgrade(socket, '503 Service Unavailable');
    socket.once('close', () => end.value.close());
    server.handleUpgrade(request, socket, head, (client) => {
      // A broken or oversized message closes the connection, which `close` then tells.
      client.on('error', () => client.terminate());
      keepAlive(client, deps.pingEveryMs);
      joinEnds(webSocketEnd(client), end.value);
    });
  }

  function close(): void {
    for (const client of server.clients) {
      client.close(1001);
      setTimeout(() => client.terminate(), 500).unref();
    }
    server.close();
  }

  return { accept, close };
}
