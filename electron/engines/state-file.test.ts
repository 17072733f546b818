import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '#electron/platform/clock.ts';
import { createKeptFiles, type KeptFiles } from './state-file.ts';

let root = '';
let path = '';
let parsed: string[] = [];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rollcall-kept-'));
  path = join(root, 'word');
  parsed = [];
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Looks so much later than things are written here. */
function keepWords(laterMs: number): KeptFiles<string> {
  const parse = (text: string): string | undefined => {
    parsed.push(text);
    return text === 'nonsense' ? undefined : text;
  };
  return createKeptFiles(parse, { ...systemClock, nowMs: () => Date.now() + laterMs });
}

test('a file that was written long ago is read once, and again after each change', async () => {
  const words = keepWords(120_000);
  await writeFile(path, 'one');
  for (let look = 0; look < 3; look += 1)
    expect(await words.read(path)).toMatchObject({ kind: 'read', value: 'one' });
  expect(parsed).toEqual(['one']);
  await writeFile(join(root, 'other'), 'two');
  await rename(join(root, 'other'), path);
  expect(await words.read(path)).toMatchObject({ value: 'two' });
  await rm(path);
  expect(await words.read(path)).toEqual({ kind: 'absent' });
});

test('what was written a moment ago, and what is damaged, is read each time', async () => {
  await writeFile(path, 'fresh');
  const fresh = keepWords(0);
  await fresh.read(path);
  await fresh.read(path);
  expect(parsed).toEqual(['fresh', 'fresh']);
  await writeFile(path, 'nonsense');
  const old = keepWords(120_000);
  expect(await old.read(path)).toMatchObject({ kind: 'bad' });
  await old.read(path);
  expect(parsed).toEqual(['fresh', 'fresh', 'nonsense', 'nonsense']);
});

test('what is kept of sessions that are no more is forgotten', async () => {
  const words = keepWords(120_000);
  await writeFile(path, 'one');
  await words.read(path);
  words.retain(new Set());
  await words.read(path);
  expect(parsed).toEqual(['one', 'one']);
});
