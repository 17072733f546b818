import { WebSocket } from 'ws';
import { isObject, readJson } from '#shared/domain/json.ts';
import type { RelayMessage } from '#shared/domain/relay.ts';

export interface Gateway {
  /** ws:, wss:, or http: and https: which mean the same. */
  readonly url: string;
  readonly project: string;
  readonly token: string | undefined;
}

/** What the relay needs of one connection. */
export interface ConnectionEvents {
  readonly onOpen: () => void;
  /** Everything up to and with that id has arrived. */
  readonly onDelivered: (id: number) => void;
  readonly onClosed: (why: string) => void;
}

export interface GatewayConnection {
  /** In order. */
  send(messages: readonly RelayMessage[]): void;
  close(): void;
}

/** The gateway answers each message, or some of them, by `{ "ack": id }`. */
const acknowledging = 'rollcall.ack.v1';
/** It answers nothing: what came before a ping has arrived when the pong is back. */
const plain = 'rollcall.v1';

function addressOf({ url, project }: Gateway): URL {
  const address = new URL(url.replace(/^http/, 'ws'));
  address.searchParams.set('project', project);
  return address;
}

/** Undefined for anything else that a gateway may say. */
function parseAck(text: string): number | undefined {
  const said = readJson(text);
  return isObject(said) && typeof said['ack'] === 'number' ? said['ack'] : undefined;
}

/** Opens one connection; its events tell everything, once `onClosed` was called nothing more. */
export function connectGateway(gateway: Gateway, events: ConnectionEvents): GatewayConnection {
  const { token, project } = gateway;
  const socket = new WebSocket(addressOf(gateway), [plain, acknowledging], {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    handshakeTimeout: 10_000,
    maxPayload: 65_536,
    perMessageDeflate: false,
  });
  let why = 'it closed the connection';
  socket.on('upgrade', ({ headers }) => {
    // The client would refuse a server that chooses none of the offered ways; that one speaks plainly.
    headers['sec-websocket-protocol'] ??= plain;
  });
  socket.on('open', events.onOpen);
  socket.on('error', (error) => (why = error.message));
  socket.on('close', () => events.onClosed(why));
  socket.on('message', (data) => {
    const id = socket.protocol === acknowledging ? parseAck(data.toString()) : undefined;
    if (id !== undefined) events.onDelivered(id);
  });
  socket.on('pong', (data) => {
    if (socket.protocol !== acknowledging) events.onDelivered(Number(data.toString()));
  });
  return {
    send(messages) {
      for (const message of messages)
        socket.send(JSON.stringify({ schemaVersion: 1, project, ...message }));
      const last = messages.at(-1);
      if (last !== undefined) socket.ping(String(last.id));
    },
    close: () => socket.terminate(),
  };
}
