import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeReadOnly } from '#electron/recover/testing/bad-disk.ts';
import { obstacleToWriting, sizeOfWork } from './room.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-room-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('finds nothing in the way where there is room, also for a directory to be made', async () => {
  expect(await obstacleToWriting(join(folder, 'not', 'there'), 1000)).toBeUndefined();
});

it('says how much is missing on a disk that is too small', async () => {
  expect(await obstacleToWriting(folder, 2 ** 60)).toContain('nearly full');
});

it('names the directory that cannot be written', async () => {
  const end = makeReadOnly(folder);
  const obstacle = await obstacleToWriting(join(folder, 'below'), 0).finally(end);
  expect(obstacle).toContain(`${folder} cannot be written`);
});

it('adds up what is there', async () => {
  writeFileSync(join(folder, 'a'), '12345');
  expect(await sizeOfWork(folder, ['a', 'gone'])).toBe(5);
});
