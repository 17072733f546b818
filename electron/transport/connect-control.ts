import { lstatSync } from 'node:fs';
import { createConnection } from 'node:net';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';
import type { contract } from '#shared/contract/api.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Frame, FrameEnd } from './frames.ts';
import { webSocketEnd } from './web-socket-end.ts';
import type { NoConsole } from './websocket.ts';

/** Every call of the contract, typed. */
export type ContractClient = ContractRouterClient<typeof contract>;

export interface ConsoleConnection {
  readonly client: ContractClient;
  /** Ends it; calls still waiting fail. */
  close(): void;
}

/** Calls the console over one end of a connection. */
export function clientOver(end: FrameEnd): ConsoleConnection {
  // The shape that oRPC knows from Electron's main process: `on` gives an event with `data`.
  const port = {
    on(event: string, tell: (event?: { data: Frame }) => void): void {
      if (event === 'message') end.onFrame((data) => tell({ data }));
      if (event === 'close') end.onClose(() => tell());
    },
    postMessage: (data: Frame): void => end.send(data),
  };
  const client: ContractClient = createORPCClient(new RPCLink({ port }));
  return { client, close: () => end.close() };
}

/**
 * Whose the socket is, where that is somebody else: one of a home with a long name lies in a directory
 * that everybody may write to. Root may be the client of everybody's console.
 */
function strangerAt(socketPath: string, uid: number | undefined): number | undefined {
  if (uid === undefined || uid === 0) return undefined;
  try {
    const owner = lstatSync(socketPath).uid;
    return owner === uid ? undefined : owner;
  } catch {
    // Whatever is wrong with it, the attempt to connect says it.
    return undefined;
  }
}

/** Opens a connection to the console that listens on a control socket, if that is the same user's. */
export function openControl(
  socketPath: string,
  uid = process.getuid?.(),
): Promise<Result<FrameEnd, NoConsole>> {
  const stranger = strangerAt(socketPath, uid);
  if (stranger !== undefined) {
    const message = `${socketPath} belongs to user ${stranger}, so no console of yours answers there.`;
    return Promise.resolve(err({ kind: 'no_console', message }));
  }
  const socket = new WebSocket('ws://localhost/rpc', {
    createConnection: () => createConnection(socketPath),
    // The console is trusted, and its snapshots may be large; 0 is no limit.
    maxPayload: 0,
    perMessageDeflate: false,
    handshakeTimeout: 5000,
  });
  return new Promise((resolve) => {
    socket.on('error', (error) => {
      const message = `The console at ${socketPath} does not answer (${error.message}). If it has been closed, try again.`;
      resolve(err({ kind: 'no_console', message }));
    });
    socket.once('open', () => resolve(ok(webSocketEnd(socket))));
  });
}

/** Becomes a client of the console that listens on a control socket. Close it when done. */
export async function connectControl(
  socketPath: string,
): Promise<Result<ConsoleConnection, NoConsole>> {
  const end = await openControl(socketPath);
  return end.ok ? ok(clientOver(end.value)) : end;
}
