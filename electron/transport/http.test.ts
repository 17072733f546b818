import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { valueOf } from '#shared/testing/value-of.ts';
import { clientOver } from './connect-control.ts';
import { createHttpShell, type HttpShell } from './http.ts';
import { readStaticFiles } from './static-files.ts';
import { testingConsole } from './testing-console.ts';
import { webSocketEnd } from './web-socket-end.ts';
import { createWebSocketRelay } from './websocket.ts';

let folder: string;
let shell: HttpShell;
let answering: ReturnType<typeof testingConsole>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-http-'));
  await writeFile(join(folder, 'index.html'), '<title>Rollcall</title>');
  answering = testingConsole();
  const made = valueOf(
    await createHttpShell({
      files: await readStaticFiles(folder),
      access: { token: 'the-token', openingToken: 'opens-once', sessionKey: 'the-key' },
      relay: createWebSocketRelay({ connect: answering.connect, pingEveryMs: 10_000 }),
      port: 0,
    }),
  );
  shell = made;
});

afterEach(async () => {
  await shell.close();
  await rm(folder, { recursive: true, force: true });
});

interface Reply {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

async function get(path: string, headers: Record<string, string> = {}): Promise<Reply> {
  const asked = request({ host: '127.0.0.1', port: shell.port, path, headers, agent: false });
  asked.end();
  const [response] = await once(asked, 'response');
  let body = '';
  for await (const piece of response) body += String(piece);
  return { status: response.statusCode, headers: response.headers, body };
}

const cookie = (): string => `rollcall-${shell.port}=the-key`;

function open(headers: Record<string, string>, path = '/rpc'): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${shell.port}${path}`, { headers });
}

const refused = async (socket: WebSocket): Promise<number> => {
  socket.on('error', () => socket.terminate());
  const [, response] = await once(socket, 'unexpected-response');
  return response.statusCode;
};

test('exchanges the token for a cookie and takes it out of the address', async () => {
  const reply = await get('/?token=the-token');
  expect(reply.status).toBe(303);
  expect(reply.headers['location']).toBe('/');
  expect(reply.headers['set-cookie']).toEqual([`${cookie()}; HttpOnly; SameSite=Strict; Path=/`]);
  const page = await get('/', { cookie: cookie() });
  expect(page.body).toBe('<title>Rollcall</title>');
});

test('the address that the system is given to open lets in once, as others can read it there', async () => {
  expect(new URL(shell.openingUrl).search).toBe('?token=opens-once');
  const first = await get('/?token=opens-once');
  expect(first.headers['set-cookie']).toHaveLength(1);
  const again = await get('/?token=opens-once');
  expect(again.status).toBe(403);
  expect(again.headers['set-cookie']).toBeUndefined();
  expect((await get('/?token=the-token')).status).toBe(303);
  expect((await get('/?token=the-token')).status).toBe(303);
});

test('shows nothing without the cookie, or with a wrong token or cookie', async () => {
  for (const reply of [
    await get('/'),
    await get('/?token=the-tokem'),
    await get('/index.html?token=the-token'),
    await get('/', { cookie: `rollcall-${shell.port}=guess` }),
    await get('/', { cookie: 'rollcall-1=the-key' }),
  ]) {
    expect(reply.status).toBe(403);
    expect(reply.body).not.toContain('<title>');
    expect(reply.headers['set-cookie']).toBeUndefined();
  }
});

test('answers to no other name, so that another site cannot resolve to it', async () => {
  const host = `rollcall.example:${shell.port}`;
  expect((await get('/?token=the-token', { host })).status).toBe(403);
  expect((await get('/', { host, cookie: cookie() })).status).toBe(403);
  const byName = await get('/', { host: `localhost:${shell.port}`, cookie: cookie() });
  expect(byName.status).toBe(200);
});

test('serves the listed files and no path outside of them', async () => {
  await writeFile(join(folder, 'later.html'), 'written after the start');
  for (const path of ['/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/later.html', '//', '/x'])
    expect((await get(path, { cookie: cookie() })).status).toBe(404);
});

test('lets the page load and run nothing but its own files', async () => {
  const policy = String((await get('/', { cookie: cookie() })).headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${shell.port}`);
  expect(policy).not.toContain('unsafe-eval');
});

test('carries calls of the contract to the console and back', async () => {
  const origin = `http://127.0.0.1:${shell.port}`;
  const socket = open({ cookie: cookie(), origin });
  await once(socket, 'open');
  const connection = clientOver(webSocketEnd(socket));
  expect((await connection.client.about()).version).toBe('1.2.3');
  const long = 'é'.repeat(300_000);
  const diff = await connection.client.inspect.diff({ environmentId: 'e', path: long });
  expect(diff.text).toBe(long);
  await expect(
    // @ts-expect-error a number where the schema wants a text: the console refuses it
    connection.client.inspect.diff({ environmentId: 'e', path: 3 }),
  ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  connection.close();
  await expect.poll(() => answering.closed()).toBe(1);
});

test('opens no wire for a foreign page, a stranger or another path', async () => {
  const origin = `http://127.0.0.1:${shell.port}`;
  expect(await refused(open({ cookie: cookie(), origin: 'http://evil.example' }))).toBe(403);
  expect(await refused(open({ cookie: cookie(), origin: `${origin}0` }))).toBe(403);
  expect(await refused(open({ cookie: cookie() }))).toBe(403);
  expect(await refused(open({ origin }))).toBe(403);
  expect(await refused(open({ cookie: cookie(), origin }, '/rpc/'))).toBe(403);
  expect(answering.opened()).toBe(0);
});

test('ends a connection that sends more than a call can be', async () => {
  const socket = open({ cookie: cookie(), origin: `http://127.0.0.1:${shell.port}` });
  await once(socket, 'open');
  socket.on('error', () => socket.terminate());
  socket.send('x'.repeat(17 * 1024 * 1024));
  await once(socket, 'close');
  await expect.poll(() => answering.closed()).toBe(1);
});

test('says so when the port is taken', async () => {
  const second = await createHttpShell({
    files: new Map(),
    access: { token: 't', openingToken: 'o', sessionKey: 'k' },
    relay: createWebSocketRelay({ connect: answering.connect, pingEveryMs: 10_000 }),
    port: shell.port,
  });
  expect(second).toMatchObject({ ok: false, error: { kind: 'port_unavailable' } });
});
