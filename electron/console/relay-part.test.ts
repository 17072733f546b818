import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { makeView } from '#shared/testing/make-view.ts';
import { journalOf } from '#electron/journal/testing/journal-of.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { homePaths } from '#electron/platform/home.ts';
import { createLive } from './live.ts';
import { startRelayPart } from './relay-part.ts';

test('an address that the operator saves is told what appears, until it is taken back', async () => {
  const home = await mkdtemp(join(tmpdir(), 'rollcall-relay-'));
  const journal = journalOf(home);
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const asked: (string | undefined)[] = [];
  const told: string[] = [];
  server.on('connection', (socket, request) => {
    asked.push(request.url);
    socket.on('message', (data) => told.push(String(data)));
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It has no port.');
  let relay: { url: string | null; project: string | null } = { url: null, project: null };
  const live = createLive(makeView());
  const part = startRelayPart({
    home,
    clock: systemClock,
    journal,
    live,
    isWhole: () => true,
    env: {},
    chosen: () => relay,
  });
  try {
    live.publish(makeView({ conditions: [makeCondition.crashed({ id: 'before' })] }));
    relay = { url: `ws://127.0.0.1:${address.port}/events`, project: 'shop' };
    live.publish(makeView({ conditions: [makeCondition.crashed({ id: 'after' })] }));
    await vi.waitFor(() => expect(told.join()).toContain('"after"'), 5000);
    expect(asked[0]).toContain('project=shop');
    relay = { url: null, project: null };
    live.publish(makeView());
    await vi.waitFor(() => expect(server.clients.size).toBe(0), 5000);
  } finally {
    await part.stop();
    server.close();
    journal.close();
    await rm(home, { recursive: true, force: true });
  }
});

test('an address that is none is told in the log, without the password that may stand in it', async () => {
  const home = await mkdtemp(join(tmpdir(), 'rollcall-relay-'));
  const journal = journalOf(home);
  const part = startRelayPart({
    home,
    clock: systemClock,
    journal,
    live: createLive(makeView()),
    isWhole: () => true,
    env: { ROLLCALL_GATEWAY_URL: 'wss://me:opensesame@gateway.example:port' },
    chosen: () => ({ url: null, project: null }),
  });
  try {
    const log = await readFile(homePaths(home).logFile, 'utf8');
    expect(log).toContain('ROLLCALL_GATEWAY_URL is no address');
    expect(log).not.toContain('opensesame');
  } finally {
    await part.stop();
    journal.close();
    await rm(home, { recursive: true, force: true });
  }
});

test('the environment goes before the settings, and names the project by the watched folder', async () => {
  const home = await mkdtemp(join(tmpdir(), 'rollcall-relay-'));
  const journal = journalOf(home);
  journal.workspaces.add({ path: '/repos/blog', name: 'blog', isSample: false });
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const asked: (string | undefined)[] = [];
  server.on('connection', (_socket, request) => asked.push(request.url));
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It has no port.');
  const url = `ws://127.0.0.1:${address.port}`;
  const chosen = () => ({ url: 'ws://127.0.0.1:1/elsewhere', project: null });
  const ask = async (env: Readonly<Record<string, string>>) => {
    const live = createLive(makeView());
    const before = asked.length;
    const part = startRelayPart({
      home,
      clock: systemClock,
      journal,
      live,
      isWhole: () => true,
      env: { ROLLCALL_GATEWAY_URL: `${url}/env`, ...env },
      chosen,
    });
    live.publish(makeView({ conditions: [makeCondition.crashed({ id: `c-${before}` })] }));
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(before), 5000);
    await part.stop();
    return asked[before];
  };
  try {
    expect(await ask({})).toBe('/env?project=blog');
    expect(await ask({ ROLLCALL_GATEWAY_PROJECT: 'shop' })).toBe('/env?project=shop');
  } finally {
    server.close();
    journal.close();
    await rm(home, { recursive: true, force: true });
  }
});
