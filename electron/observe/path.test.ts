import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createManualClock } from '#electron/platform/clock.ts';
import { withoutRights, writeText } from '#electron/platform/testing-repository.ts';
import { observePath } from './path.ts';

const clock = createManualClock(0);
let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-path-')));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

const look = (...parts: string[]) => observePath(clock, join(folder, ...parts));

it('tells a directory, an empty one, a file, and where a link leads', async () => {
  mkdirSync(join(folder, 'empty'));
  writeText(join(folder, 'full', 'file'), 'x');
  symlinkSync(join(folder, 'full'), join(folder, 'link'));
  expect(await look('empty')).toMatchObject({ kind: 'present', type: 'directory', isEmpty: true });
  expect(await look('full')).toMatchObject({ kind: 'present', type: 'directory', isEmpty: false });
  expect(await look('full', 'file')).toMatchObject({ kind: 'present', type: 'file' });
  expect(await look('link')).toMatchObject({
    type: 'directory',
    path: join(folder, 'link'),
    realPath: join(folder, 'full'),
  });
});

it('calls a path absent, and says whether the folder around it is there', async () => {
  writeText(join(folder, 'file'), 'x');
  expect(await look('gone')).toMatchObject({ kind: 'absent', parent: 'present' });
  expect(await look('gone', 'gone')).toMatchObject({ kind: 'absent', parent: 'absent' });
  expect(await look('file', 'gone')).toMatchObject({ kind: 'absent', parent: 'absent' });
});

it('does not call a link that leads nowhere an absent path', async () => {
  symlinkSync('/nonexistent/target', join(folder, 'dangling'));
  expect(await look('dangling')).toMatchObject({
    kind: 'present',
    type: 'other',
    realPath: join(folder, 'dangling'),
  });
});

it('says unknown where links turn in a circle', async () => {
  symlinkSync(join(folder, 'b'), join(folder, 'a'));
  symlinkSync(join(folder, 'a'), join(folder, 'b'));
  expect(await look('a')).toMatchObject({ kind: 'unknown', why: expect.stringContaining('ELOOP') });
  expect(await look('a', 'x')).toMatchObject({ kind: 'unknown' });
});

it('says unknown where it may not look', async () => {
  mkdirSync(join(folder, 'inside'));
  chmodSync(folder, 0o000);
  const reading = await withoutRights(() => look('inside'));
  expect(reading).toMatchObject({ kind: 'unknown', why: expect.stringContaining('EACCES') });
});

it('says unknown of what is no path', async () => {
  for (const path of ['relative', `${folder}/nul\0inside`, `${folder}/${'x'.repeat(300)}`])
    expect(await observePath(clock, path)).toMatchObject({ kind: 'unknown' });
});
