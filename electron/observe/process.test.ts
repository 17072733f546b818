import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createManualClock } from '#electron/platform/clock.ts';
import { withoutRights, writeText } from '#electron/platform/testing-repository.ts';
import { parsePsLine } from './mac-process.ts';
import { createIdentifyProcess, createProcessObserver, readBootId } from './process.ts';

const host = hostname();
const clock = createManualClock(Date.UTC(2026, 0, 31));
const observedAt = clock.now();
const children: ChildProcess[] = [];
let procRoot: string;

beforeEach(() => {
  procRoot = mkdtempSync(join(tmpdir(), 'rollcall-proc-'));
});
afterEach(async () => {
  rmSync(procRoot, { recursive: true, force: true });
  for (const child of children.splice(0)) {
    const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
    child.kill('SIGKILL');
    await gone;
  }
});

async function startSleeper(): Promise<number> {
  const child = spawn('sleep', ['60'], { cwd: '/', stdio: 'ignore' });
  children.push(child);
  await once(child, 'spawn');
  if (child.pid === undefined) throw new Error('sleep was not started');
  return child.pid;
}

/** Observes through a /proc that the test has written; `taken` is what the kernel says. */
const observeFake = (taken: readonly number[] = []) =>
  createProcessObserver({
    bootId: 'this-boot',
    host,
    clock,
    procRoot,
    isTaken: (pid) => taken.includes(pid),
  });

function writeFakeProcess(pid: number, state: string, startTime: string): void {
  const numbers = Array.from({ length: 18 }, () => '0').join(' ');
  writeText(
    join(procRoot, String(pid), 'stat'),
    `${pid} (a) b (c) ${state} ${numbers} ${startTime} 0\n`,
  );
  writeText(join(procRoot, 'stat'), 'cpu 1 2 3\nbtime 1000\n');
}

it('knows a real process by pid, start time and boot, and where it works', async () => {
  const bootId = await readBootId();
  const identify = createIdentifyProcess({ bootId, host });
  const identity = await identify(await startSleeper());
  expect(identity).toMatchObject({ startTime: expect.stringMatching(/^\d+$/), bootId, host });
  if (identity === undefined) return;
  const reading = await createProcessObserver({ bootId, host, clock })(identity);
  expect(reading).toMatchObject({ kind: 'alive', identity, cwd: '/', observedAt });
  const startedAt = reading.kind === 'alive' ? (reading.startedAt ?? '') : '';
  // The kernel keeps its boot time in whole seconds.
  expect(Math.abs(Date.parse(startedAt) - Date.now())).toBeLessThan(60_000);
});

it('sees that a process is gone', async () => {
  const bootId = await readBootId();
  const identity = await createIdentifyProcess({ bootId, host })(await startSleeper());
  const [child] = children;
  if (child === undefined || identity === undefined) throw new Error('nothing was started');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const observe = createProcessObserver({ bootId, host, clock });
  expect(await observe(identity)).toEqual({ kind: 'absent', observedAt });
});

it('never takes another process with the same pid for the recorded one', async () => {
  writeFakeProcess(42, 'S', '777');
  const reading = await observeFake()({ pid: 42, startTime: '5', bootId: 'this-boot', host });
  expect(reading).toEqual({
    kind: 'reused',
    current: { pid: 42, startTime: '777', bootId: 'this-boot', host },
    observedAt,
  });
});

it('knows that nothing outlives its boot, even when pid and start time agree', async () => {
  writeFakeProcess(42, 'S', '777');
  const before = { startTime: '777', bootId: 'an-earlier-boot', host };
  expect(await observeFake()({ pid: 42, ...before })).toMatchObject({ kind: 'reused' });
  expect(await observeFake()({ pid: 43, ...before })).toEqual({ kind: 'absent', observedAt });
});

it.each(['Z', 'X'])(
  'calls a process that has ended but was not reaped absent (%s)',
  async (state) => {
    writeFakeProcess(42, state, '777');
    const reading = await observeFake([42])({ pid: 42, startTime: '777', host });
    expect(reading).toEqual({ kind: 'absent', observedAt });
  },
);

it('tells the wall-clock start from the boot time and the ticks', async () => {
  writeFakeProcess(42, 'R', '250');
  const reading = await observeFake()({ pid: 42, startTime: '250', host });
  expect(reading).toMatchObject({ kind: 'alive', startedAt: new Date(1_002_500).toISOString() });
});

it('takes no process for a later one than it is because the clock was set back since', async () => {
  const own = createManualClock(Date.UTC(2026, 0, 31));
  const observe = createProcessObserver({ bootId: 'this-boot', host, clock: own, procRoot });
  writeFakeProcess(42, 'R', '250');
  await observe({ pid: 42, startTime: '250', host });
  own.setTo(Date.UTC(2026, 0, 31) - 900_000);
  writeText(join(procRoot, 'stat'), 'cpu 1 2 3\nbtime 100\n');
  expect(await observe({ pid: 42, startTime: '250', host })).toMatchObject({
    kind: 'alive',
    startedAt: new Date(102_500).toISOString(),
  });
});

it('judges by no pid alone, unless nobody has it', async () => {
  writeFakeProcess(42, 'S', '777');
  expect(await observeFake()({ pid: 42 })).toMatchObject({ kind: 'unknown' });
  expect(await observeFake()({ pid: 43 })).toEqual({ kind: 'absent', observedAt });
  for (const pid of [0, -1, 1.5, Number.NaN])
    expect(await observeFake()({ pid })).toMatchObject({ kind: 'unknown' });
});

it('does not judge processes of another machine', async () => {
  const reading = await observeFake()({ pid: 43, startTime: '1', host: 'elsewhere' });
  expect(reading).toMatchObject({ kind: 'unknown', why: expect.stringContaining('elsewhere') });
});

it('does not believe a /proc that hides a process from it', async () => {
  const reading = await observeFake([43])({ pid: 43, startTime: '1', host });
  expect(reading).toMatchObject({ kind: 'unknown', why: expect.stringContaining('does not show') });
});

it('says unknown when it may not read, or cannot understand, what is there', async () => {
  writeFakeProcess(42, 'S', '777');
  writeText(join(procRoot, '44', 'stat'), 'nonsense');
  expect(await observeFake()({ pid: 44, startTime: '1' })).toMatchObject({ kind: 'unknown' });
  chmodSync(procRoot, 0o000);
  const reading = await withoutRights(() => observeFake()({ pid: 42, startTime: '777' }));
  chmodSync(procRoot, 0o700);
  expect(reading).toMatchObject({ kind: 'unknown', why: expect.stringContaining('EACCES') });
});

it('reads what ps says on macOS', () => {
  expect(parsePsLine('Sat Jan 31 09:12:40 2026     S+  \n')).toEqual({
    kind: 'found',
    startTime: 'Sat Jan 31 09:12:40 2026',
    startedAt: '2026-01-31T09:12:40.000Z',
  });
  expect(parsePsLine('Sun Feb  1 09:12:40 2026     Z\n')).toEqual({ kind: 'none' });
  expect(parsePsLine('what?')).toMatchObject({ kind: 'unreadable' });
});
