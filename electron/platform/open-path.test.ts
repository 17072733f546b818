import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openPath } from './open-path.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rollcall open $(touch x);-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

test('starts the program with the directory as one argument, whatever its name holds', async () => {
  const opened = await openPath(['touch', '{path}/opened here'], root);
  expect(opened.ok).toBe(true);
  await vi.waitFor(() => expect(existsSync(join(root, 'opened here'))).toBe(true));
  expect(existsSync(join(root, 'x'))).toBe(false);
});

test('a program that is not installed is named, with what to do', async () => {
  const opened = await openPath(['no-such-editor-here', '{path}'], root);
  expect(opened).toMatchObject({
    ok: false,
    error: { message: expect.stringMatching(/no-such-editor-here.*no such program.*Settings/) },
  });
});
