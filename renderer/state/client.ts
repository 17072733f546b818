import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '#shared/contract/api.ts';

/** Every call of the contract, typed; which shell answers it cannot be told from here. */
export type Client = ContractRouterClient<typeof contract>;

/** What the desktop's preload script exposes. Absent in the browser shell. */
export interface RollcallBridge {
  /** Makes the main process transfer a MessagePort, posted to this window as `rollcall:port`. */
  connect(): void;
  /** A native dialog; null when the operator closed it without choosing. */
  chooseFolder?(): Promise<string | null>;
}

export interface Connected {
  readonly client: Client;
  close(): void;
}

/** A fresh connection; rejects when the console cannot be reached. */
export type Connect = () => Promise<Connected>;

/** The console was asked and did not answer: whether it did what it was asked to, nobody knows. */
export class Unanswered extends Error {}

interface Asking {
  readonly signal?: AbortSignal | undefined;
  next(): Promise<unknown>;
}

/** What is lost on the way is told in the operator's words; the transport's are for programmers. */
async function tellLoss({ signal, next }: Asking): Promise<unknown> {
  try {
    return await next();
  } catch (error) {
    if (error instanceof ORPCError || signal?.aborted === true) throw error;
    throw new Unanswered('The connection to the console was lost before it answered.', {
      cause: error,
    });
  }
}
const interceptors = [tellLoss];

const portMessage = 'rollcall:port';
const answerWithinMs = 10_000;

/** The bridge, when the page runs in the desktop window. */
export function findBridge(page: Window): RollcallBridge | undefined {
  // The preload script is the only one who sets this name, and it sets this shape.
  return (page as Window & { readonly rollcall?: RollcallBridge }).rollcall;
}

function receivePort(page: Window, bridge: RollcallBridge): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const onMessage = (event: MessageEvent<unknown>) => {
      // Only our own preload script posts from this very window; a frame would be another source.
      if (event.source !== page || event.origin !== page.location.origin) return;
      const port = event.ports[0];
      if (event.data !== portMessage || port === undefined) return;
      page.removeEventListener('message', onMessage);
      page.clearTimeout(timer);
      resolve(port);
    };
    const timer = page.setTimeout(() => {
      page.removeEventListener('message', onMessage);
      reject(new Error('The console did not answer within 10 s.'));
    }, answerWithinMs);
    page.addEventListener('message', onMessage);
    bridge.connect();
  });
}

async function connectPort(page: Window, bridge: RollcallBridge): Promise<Connected> {
  const port = await receivePort(page, bridge);
  port.start();
  return {
    client: createORPCClient(new PortLink({ port, interceptors })),
    close: () => port.close(),
  };
}

function connectSocket(page: Window): Promise<Connected> {
  const scheme = page.location.protocol === 'https:' ? 'wss:' : 'ws:';
  // The server put its token in an HttpOnly cookie, which the browser sends along.
  const websocket = new WebSocket(`${scheme}//${page.location.host}/rpc`);
  return new Promise((resolve, reject) => {
    websocket.addEventListener('open', () =>
      resolve({
        client: createORPCClient(new SocketLink({ websocket, interceptors })),
        close: () => websocket.close(),
      }),
    );
    websocket.addEventListener('error', () =>
      reject(
        new Error(
          'The console cannot be reached; is “rollcall serve” still running? ' +
            'After a restart, open the address that it prints.',
        ),
      ),
    );
  });
}

/** How this page reaches its console: a MessagePort on the desktop, else a WebSocket. */
export function createConnect(page: Window): Connect {
  const bridge = findBridge(page);
  return bridge === undefined ? () => connectSocket(page) : () => connectPort(page, bridge);
}
