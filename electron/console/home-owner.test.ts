import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ProcessReading } from '#shared/domain/observation.ts';
import { claimHome, type HomeOwner } from './home-owner.ts';

let directory = '';
let file = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'rollcall-owner-'));
  file = join(directory, 'console.json');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const observedAt = '2026-01-01T00:00:00.000Z';
const owner = (token: string): HomeOwner => ({
  identity: { pid: 4121, startTime: '77', bootId: 'boot' },
  shell: 'desktop',
  socket: '/nowhere',
  token,
});
const seen = (reading: ProcessReading) => ({ file, observeProcess: async () => reading });
const alive: ProcessReading = { kind: 'alive', identity: { pid: 4121 }, observedAt };

test('a second console on the same home is told who holds it, and changes nothing', async () => {
  const first = await claimHome(seen(alive), owner('first'));
  expect(first.ok).toBe(true);
  const before = readFileSync(file, 'utf8');
  const second = await claimHome(seen(alive), owner('second'));
  expect(second).toMatchObject({ ok: false, error: { kind: 'home_owned' } });
  if (!second.ok) expect(second.error.message).toContain('4121');
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('a home whose owner is proven gone, or whose pid is someone else now, is taken over', async () => {
  for (const reading of [
    { kind: 'absent', observedAt },
    { kind: 'reused', current: { pid: 4121 }, observedAt },
  ] satisfies ProcessReading[]) {
    writeFileSync(file, JSON.stringify(owner('dead')));
    const claimed = await claimHome(seen(reading), owner('next'));
    expect(claimed.ok).toBe(true);
    if (claimed.ok) claimed.value.release();
    expect(existsSync(file)).toBe(false);
  }
});

test('the same console, started again after its thread died, keeps its home', async () => {
  expect((await claimHome(seen(alive), owner('same'))).ok).toBe(true);
  const again = await claimHome(seen(alive), owner('same'));
  expect(again.ok).toBe(true);
  expect((await claimHome(seen(alive), owner('other'))).ok).toBe(false);
  if (again.ok) again.value.release();
  expect(existsSync(file)).toBe(false);
});

test('an owner that cannot be looked at is respected, and the way out is told', async () => {
  writeFileSync(file, JSON.stringify(owner('elsewhere')));
  const claimed = await claimHome(
    seen({ kind: 'unknown', why: 'another host', observedAt }),
    owner('next'),
  );
  if (claimed.ok) throw new Error('It was taken.');
  expect(claimed.error.message).toContain('another host');
  expect(claimed.error.message).toContain(`remove ${file}`);
});

test('an owner file torn by a crash names nobody and is replaced', async () => {
  writeFileSync(file, '{"identity":{"pid":4');
  const claimed = await claimHome(seen(alive), owner('next'));
  expect(claimed.ok).toBe(true);
});

test('a console removes only its own claim', async () => {
  const claimed = await claimHome(seen(alive), owner('mine'));
  writeFileSync(file, JSON.stringify(owner('other')));
  if (claimed.ok) claimed.value.release();
  expect(JSON.parse(readFileSync(file, 'utf8')).token).toBe('other');
});
