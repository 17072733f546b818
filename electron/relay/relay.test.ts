import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import type { RelayMessage } from '#shared/domain/relay.ts';
import { startRelay, type Relay, type RelayDeps } from './relay.ts';

type Received = { id: number; subject: string; project: string };

let server: WebSocketServer;
let relay: Relay | undefined;
let waiting: RelayMessage[];
let received: Received[];
let requests: { url: string; authorization: string | undefined }[];
let pauses: number[];
let troubles: string[];
/** What the outbox answers next, instead of what is in it. */
let fault: Error | undefined;
let onMessage: (socket: WebSocket, message: Received) => void;

const message = (id: number, subject = 'session:s-1'): RelayMessage => ({
  id,
  subject,
  at: '2026-01-31T14:00:00.000Z',
  kind: 'condition_cleared',
  conditionId: `condition-${id}`,
});

async function listen(handleProtocols?: (offered: Set<string>) => string | false): Promise<void> {
  server = new WebSocketServer({
    port: 0,
    host: '127.0.0.1',
    ...(handleProtocols === undefined ? {} : { handleProtocols }),
  });
  server.on('connection', (socket, request) => {
    requests.push({ url: request.url ?? '', authorization: request.headers.authorization });
    socket.on('message', (data) => {
      const told: Received = JSON.parse(data.toString());
      received.push(told);
      onMessage(socket, told);
    });
  });
  await once(server, 'listening');
}

const start = (change: Partial<RelayDeps> = {}): Relay =>
  startRelay({
    gateway: {
      // The server listens on a port of its own, so its address is no path.
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`,
      project: 'shop api',
      token: 'secret',
    },
    outbox: {
      pending(afterId, limit) {
        if (fault !== undefined) throw fault;
        return waiting.filter(({ id }) => id > afterId).slice(0, limit);
      },
      acknowledge: (upTo) => {
        waiting = waiting.filter(({ id }) => id > upTo);
      },
    },
    sleep: async (ms) => {
      pauses.push(ms);
      await new Promise((resolve) => setImmediate(resolve));
    },
    random: () => 0.5,
    onTrouble: (why) => void troubles.push(why),
    patienceMs: 300,
    ...change,
  });

beforeEach(() => {
  waiting = [];
  received = [];
  requests = [];
  pauses = [];
  troubles = [];
  fault = undefined;
  onMessage = () => undefined;
});
afterEach(async () => {
  await relay?.stop();
  for (const client of server.clients) client.terminate();
  await new Promise((resolve) => server.close(resolve));
});

const emptied = () => vi.waitFor(() => expect(waiting).toEqual([]), { timeout: 10_000 });

/** Ids as they came first, without what was told again. */
const firsts = (): number[] => [...new Set(received.map(({ id }) => id))];

test('tells everything in order, with the project and the token', async () => {
  await listen();
  waiting = Array.from({ length: 250 }, (_, index) => message(index + 1));
  relay = start();
  await emptied();
  expect(received.map(({ id }) => id)).toEqual(
    Array.from({ length: 250 }, (_, index) => index + 1),
  );
  expect(received[0]?.project).toBe('shop api');
  expect(requests).toEqual([{ url: '/in?project=shop+api', authorization: 'Bearer secret' }]);
});

test('tells again what a dropped connection may have lost, and each subject still in order', async () => {
  await listen();
  waiting = Array.from({ length: 40 }, (_, index) => message(index + 1, `session:s-${index % 3}`));
  let drops = 0;
  onMessage = (socket, { id }) => {
    if (id % 7 === 0 && drops < 5) {
      drops += 1;
      socket.terminate();
    }
  };
  relay = start();
  await emptied();
  expect(drops).toBe(5);
  expect(firsts()).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  expect(received.length).toBeGreaterThan(40);
});

test('a gateway that acknowledges by id is believed by nothing else', async () => {
  await listen(() => 'rollcall.ack.v1');
  waiting = [message(1), message(2)];
  let isAcknowledging = false;
  onMessage = (socket, { id }) => {
    if (isAcknowledging) socket.send(JSON.stringify({ ack: id }));
  };
  relay = start();
  await vi.waitFor(() => expect(requests.length).toBeGreaterThan(1));
  expect(waiting).toHaveLength(2);
  isAcknowledging = true;
  await emptied();
});

test('a gateway that chooses neither way to acknowledge is told by pings', async () => {
  await listen(() => false);
  waiting = [message(1), message(2)];
  relay = start();
  await emptied();
  expect(firsts()).toEqual([1, 2]);
  expect(troubles).toEqual([]);
});

test('what comes later goes through the open connection', async () => {
  await listen();
  waiting = [message(1)];
  relay = start();
  await emptied();
  waiting = [message(2)];
  relay.wake();
  await emptied();
  expect(requests).toHaveLength(1);
});

test('a gateway that cannot be reached is tried after 1, 2, 4 … seconds, up to a minute', async () => {
  await listen();
  onMessage = (socket) => socket.terminate();
  waiting = [message(1)];
  relay = start();
  await vi.waitFor(() => expect(pauses.length).toBeGreaterThanOrEqual(8), { timeout: 10_000 });
  expect(pauses.slice(0, 8)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
});

test('an outbox that cannot be read is told, and read again after a pause', async () => {
  await listen();
  waiting = [message(1)];
  fault = new Error('disk I/O error');
  relay = start();
  await vi.waitFor(() => expect(pauses.length).toBeGreaterThan(1));
  expect(troubles[0]).toContain('disk I/O error');
  fault = undefined;
  await emptied();

  fault = new Error('database is locked');
  waiting = [message(2)];
  relay.wake();
  await vi.waitFor(() => expect(troubles.join()).toContain('database is locked'));
  fault = undefined;
  await emptied();
});

test('a relay that is stopped waits for no pause after a failure', async () => {
  await listen();
  onMessage = (socket) => socket.terminate();
  waiting = [message(1)];
  let isPausing = false;
  relay = start({
    sleep: (_ms, signal) =>
      new Promise((resolve) => {
        isPausing = true;
        signal.addEventListener('abort', () => {
          isPausing = false;
          resolve();
        });
      }),
  });
  await vi.waitFor(() => expect(isPausing).toBe(true));
  await relay.stop();
  expect(isPausing).toBe(false);
});
