import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '#electron/platform/clock.ts';
import { observeLockHolder } from './lock-holder.ts';
import { createIdentifyProcess, createProcessObserver, readBootId } from './process.ts';

const options = { bootId: await readBootId(), host: hostname(), clock: systemClock };
const observeProcess = createProcessObserver(options);
let child: ReturnType<typeof spawn>;
let pid: number;
beforeEach(async () => {
  child = spawn('sleep', ['60']);
  await once(child, 'spawn');
  pid = child.pid ?? 0;
});
afterEach(() => child.kill('SIGKILL'));

async function lifeOf(text: string): Promise<string> {
  const holder = await observeLockHolder(observeProcess, text);
  return holder.kind === 'named' ? holder.process.kind : holder.kind;
}

it('knows its holder by the start that the system tells', async () => {
  const identity = await createIdentifyProcess(options)(pid);
  expect(await lifeOf(`pid ${pid}, start ${identity?.startTime}`)).toBe('alive');
  expect(await lifeOf(`pid ${pid}, start 7`)).toBe('reused');
});

it('knows its holder by the time it was started, in any form', async () => {
  const identity = (await createIdentifyProcess(options)(pid)) ?? { pid };
  const seen = await observeProcess(identity);
  const startedMs = seen.kind === 'alive' ? Date.parse(seen.startedAt ?? '') : 0;
  for (const start of [startedMs, Math.floor(startedMs / 1000), new Date(startedMs).toISOString()])
    expect(await lifeOf(`pid ${pid} started ${start}`)).toBe('alive');
});

it('never takes another date for a proof that the holder is gone: clocks are set', async () => {
  for (const start of ['2020-01-31T09:12:04Z', '1580461924', '1580461924000'])
    expect(await lifeOf(`pid ${pid} started ${start}`)).toBe('unknown');
});

it('proves nothing by a pid alone while somebody has it, and its absence when nobody has', async () => {
  expect(await lifeOf(`pid ${pid}`)).toBe('unknown');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await lifeOf(`pid ${pid}`)).toBe('absent');
  expect(await lifeOf(`pid ${pid}, start 7`)).toBe('absent');
});

it('cannot look at another host, and finds nobody in plain words', async () => {
  expect(await lifeOf(`pid ${pid} on host elsewhere`)).toBe('unknown');
  expect(await lifeOf('on a stick')).toBe('unnamed');
});
