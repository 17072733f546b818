import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '#electron/platform/clock.ts';
import { observeDirectorySize } from './directory-size.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rollcall-size-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

test('counts files below it, one with two names once, and follows no link out of it', async () => {
  await mkdir(join(root, 'deep', 'er'), { recursive: true });
  await writeFile(join(root, 'deep', 'er', 'a'), Buffer.alloc(100_000));
  await link(join(root, 'deep', 'er', 'a'), join(root, 'same'));
  await symlink('/usr', join(root, 'elsewhere'));
  const size = await observeDirectorySize(systemClock, root);
  expect(size).toMatchObject({ isPartial: false, unreadable: null, entries: 6 });
  expect(size.bytes).toBeGreaterThanOrEqual(100_000);
  expect(size.bytes).toBeLessThan(200_000);
});

test('says that it is at least so much when it was cut short', async () => {
  for (let index = 0; index < 100; index += 1) await writeFile(join(root, String(index)), 'x');
  const size = await observeDirectorySize(systemClock, root, { entries: 40, ms: 60_000 });
  expect(size.isPartial).toBe(true);
  expect(size.entries).toBeLessThan(100);
});

test('says why when there is nothing to count', async () => {
  const size = await observeDirectorySize(systemClock, join(root, 'gone'));
  expect(size.unreadable).toContain('ENOENT');
});
