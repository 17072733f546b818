import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startConsoleHost, type ConsoleEnd, type ConsoleHost } from './console-host.ts';

/** A console that tells its token to whoever asks, dies of “die”, and is idle after “work” and “rest”. */
const worker = `
import { parentPort, workerData } from 'node:worker_threads';
let working = false;
let asked = false;
const tellIdle = () => {
  if (asked && !working) parentPort.postMessage({ kind: 'idle' });
};
parentPort.on('message', (message) => {
  if (message.kind === 'close') parentPort.close();
  if (message.kind === 'tell_idle') {
    asked = true;
    tellIdle();
  }
  message.port?.on('message', (word) => {
    if (word === 'die') throw new Error('out of luck');
    if (word === 'work') working = true;
    if (word === 'rest') working = false;
    message.port.postMessage(workerData.token);
    tellIdle();
  });
});
parentPort.postMessage({ kind: 'count', needsYou: 3, lanes: {} });
parentPort.postMessage({ kind: 'ready', movedAside: null });
`;

let scriptDir = '';
beforeEach(() => {
  scriptDir = mkdtempSync(join(tmpdir(), 'rollcall-host-'));
  writeFileSync(join(scriptDir, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(scriptDir, 'console-worker.js'), worker);
});
afterEach(() => rmSync(scriptDir, { recursive: true, force: true }));

async function start(nowMs = () => 0) {
  const started = await startConsoleHost({
    home: '/nowhere',
    shell: 'desktop',
    fallbackReason: null,
    launchBroker: () => {
      throw new Error('Nobody asked for git.');
    },
    scriptDir,
    nowMs,
  });
  if (!started.ok) throw new Error(started.error.message);
  return started.value;
}

async function ask(host: ConsoleHost, word: string): Promise<unknown> {
  const port = await host.connect();
  if (!port.ok) return port.error.message;
  const answer = once(port.value, 'message');
  port.value.postMessage(word);
  const [told] = await answer;
  port.value.close();
  return told;
}

/** Lets the console die; resolves with what the shells are told. */
async function die(host: ConsoleHost): Promise<ConsoleEnd> {
  const told = new Promise<ConsoleEnd>((resolve) => {
    const stop = host.onExit((end) => {
      stop();
      resolve(end);
    });
  });
  const port = await host.connect();
  if (port.ok) port.value.postMessage('die');
  return told;
}

test('a console whose thread dies is started again on the same home, and the shells are told why', async () => {
  const host = await start();
  const token = await ask(host, 'who');
  const end = await die(host);
  expect(end.isRestarted).toBe(true);
  expect(end.message).toContain('out of luck');
  expect(await ask(host, 'who')).toBe(token);
  await host.close();
});

test('a console that dies again at once stays ended and says so to whoever calls', async () => {
  const host = await start();
  await die(host);
  const end = await die(host);
  expect(end.isRestarted).toBe(false);
  expect(await ask(host, 'who')).toBe(end.message);
  expect(end.message).toContain('out of luck');
  await host.close();
});

test('a console that went on for a while is started again as often as it takes', async () => {
  let nowMs = 0;
  const host = await start(() => nowMs);
  for (let death = 0; death < 3; death += 1) {
    nowMs += 60_000;
    expect((await die(host)).isRestarted).toBe(true);
  }
  await host.close();
});

test('a console that cannot start again says why and stays ended', async () => {
  const host = await start();
  writeFileSync(
    join(scriptDir, 'console-worker.js'),
    `import { parentPort } from 'node:worker_threads';
     parentPort.postMessage({ kind: 'refused', error: { kind: 'home_unreadable', message: 'The disk is gone.' } });`,
  );
  expect(await die(host)).toMatchObject({
    isRestarted: false,
    message: expect.stringContaining('The disk is gone.'),
  });
  await host.close();
});

test('a console that is started again with a new journal says where the damaged one was kept', async () => {
  const host = await start();
  const damaged = worker.replace(
    'movedAside: null',
    `movedAside: { to: '/home/journal.db.corrupt', why: 'malformed' }`,
  );
  writeFileSync(join(scriptDir, 'console-worker.js'), damaged);
  const end = await die(host);
  expect(end).toMatchObject({
    isRestarted: true,
    message: expect.stringContaining('kept as /home/journal.db.corrupt'),
  });
  await host.close();
});

test('a console that was closed is not started again', async () => {
  const host = await start();
  const ends: ConsoleEnd[] = [];
  host.onExit((end) => ends.push(end));
  await host.close();
  expect(ends).toEqual([]);
});

test('a console that ends before it is ready is reported, not waited for', async () => {
  writeFileSync(join(scriptDir, 'console-worker.js'), 'process.exit(7);');
  await expect(start()).rejects.toThrow('code 7');
});

test('whoever waits for the work to end is told at its end, and also when the console dies', async () => {
  const host = await start();
  await ask(host, 'work');
  let isIdle = false;
  const waited = host.whenIdle().then(() => (isIdle = true));
  await ask(host, 'who');
  expect(isIdle).toBe(false);
  await ask(host, 'rest');
  await waited;

  await ask(host, 'work');
  const cutShort = host.whenIdle();
  await die(host);
  await cutShort;
  await host.close();
});

test('who begins to listen is told the counts as they are', async () => {
  const host = await start();
  const told: number[] = [];
  host.onCounts((needsYou) => told.push(needsYou));
  expect(told).toEqual([3]);
  await host.close();
});
