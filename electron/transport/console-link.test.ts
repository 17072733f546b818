import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ConsoleEnd } from '#electron/console/console-host.ts';
import { err } from '#shared/result.ts';
import { valueOf } from '#shared/testing/value-of.ts';
import { linkConsole, type ConsoleLink } from './console-link.ts';
import { listenOnControlSocket, type ControlSocket } from './control-socket.ts';
import { testingConsole } from './testing-console.ts';

let home = '';
let socket = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'rollcall-link-'));
  socket = join(home, 'console.sock');
});
afterEach(() => rm(home, { recursive: true, force: true }));

const serveElsewhere = async (): Promise<ControlSocket> =>
  valueOf(await listenOnControlSocket({ path: socket, connect: testingConsole().connect }));

/** A view of the console that listens there, and what it is told of that one's end. */
async function view(): Promise<{ link: ConsoleLink; ends: ConsoleEnd[] }> {
  const owned = err({
    kind: 'home_owned' as const,
    message: 'Process 7 (browser) has it.',
    socket,
  });
  const link = valueOf(await linkConsole(home, owned, 20));
  const ends: ConsoleEnd[] = [];
  link.onExit((end) => ends.push(end));
  return { link, ends };
}

test('a view of a console that is gone for good is told so, with what to do', async () => {
  const elsewhere = await serveElsewhere();
  const { link, ends } = await view();
  expect((await link.connect()).ok).toBe(true);
  await elsewhere.close();
  await expect.poll(() => ends.length).toBe(1);
  expect(ends[0]).toMatchObject({
    isRestarted: false,
    message: expect.stringContaining('Start Rollcall anew'),
  });
  await link.close();
});

test('a view of a console that is only started anew goes on, until it is closed itself', async () => {
  const elsewhere = await serveElsewhere();
  const { link, ends } = await view();
  await elsewhere.close();
  const next = await serveElsewhere();
  await expect.poll(async () => (await link.connect()).ok).toBe(true);
  await link.close();
  await next.close();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(ends).toEqual([]);
});
