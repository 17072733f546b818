import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { valueOf } from '#shared/testing/value-of.ts';
import { connectControl, openControl } from './connect-control.ts';
import { controlSocketPath } from '#electron/platform/control-socket-path.ts';
import { listenOnControlSocket } from './control-socket.ts';
import { testingConsole } from './testing-console.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'rollcall-socket-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const place = { platform: 'linux', tmpDir: tmpdir() } as const;

async function listenAt(path: string) {
  const answering = testingConsole();
  const listening = valueOf(await listenOnControlSocket({ path, connect: answering.connect }));
  return { answering, socket: listening };
}

test('a terminal command calls the running console, and the socket is the operator’s alone', async () => {
  const path = controlSocketPath(home, place);
  const { socket, answering } = await listenAt(path);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(home)).toEqual([basename(path)]);
  const connected = valueOf(await connectControl(path));
  expect((await connected.client.about()).home).toBe('/home/of/tests');
  connected.close();
  await expect.poll(() => answering.closed()).toBe(1);
  await socket.close();
  await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('what cannot be listened on is told with its cause', async () => {
  const path = join(home, 'no such folder', 'console.sock');
  const { connect } = testingConsole();
  const listening = await listenOnControlSocket({ path, connect });
  expect(listening).toMatchObject({ ok: false, error: { kind: 'socket_unavailable' } });
});

test('a socket left behind by a killed console is replaced', async () => {
  const path = controlSocketPath(home, place);
  await writeFile(path, '');
  const { socket } = await listenAt(path);
  expect((await connectControl(path)).ok).toBe(true);
  await socket.close();
});

test('nothing is asked of a socket that somebody else has put there', async () => {
  const path = controlSocketPath(home, place);
  const { socket } = await listenAt(path);
  const { uid } = await stat(path);
  expect(await openControl(path, uid + 1)).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining(`belongs to user ${uid}`) },
  });
  expect((await openControl(path, uid)).ok).toBe(true);
  await socket.close();
});

test('a console that is gone is named, not waited for', async () => {
  const gone = await connectControl(controlSocketPath(home, place));
  expect(gone).toMatchObject({ ok: false, error: { kind: 'no_console' } });
});

test('a waiting call fails when the console goes away', async () => {
  const path = controlSocketPath(home, place);
  const { socket } = await listenAt(path);
  const connected = valueOf(await connectControl(path));
  const closing = socket.close();
  await expect(connected.client.lookAgain()).rejects.toThrow();
  await closing;
});

test('a home whose name is too long for a socket gets one among the temporary files', () => {
  const long = join(home, 'x'.repeat(120));
  const path = controlSocketPath(long, place);
  expect(path).toMatch(/rollcall-[0-9a-f]{24}\.sock$/);
  expect(controlSocketPath(long, place)).toBe(path);
  expect(controlSocketPath(home, { ...place, platform: 'win32' })).toMatch(/pipe.rollcall-/);
});
