import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readBounded, writeAtomically } from './files.ts';
import { withoutRights } from './testing-repository.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('reads a file that is exactly as large as allowed, and no larger one', async () => {
  const path = join(folder, 'file');
  writeFileSync(path, 'héllo');
  expect(await readBounded(path, 6)).toEqual({ ok: true, value: 'héllo' });
  expect(await readBounded(path, 5)).toMatchObject({
    ok: false,
    error: { kind: 'too_large', size: 6 },
  });
});

it('says absent only when nothing is there', async () => {
  const secret = join(folder, 'secret');
  writeFileSync(secret, 'x', { mode: 0o000 });
  mkdirSync(join(folder, 'directory'));
  const kindOf = async (path: string) => {
    const read = await withoutRights(() => readBounded(path, 10));
    return read.ok ? 'read' : read.error.kind;
  };
  // Readable by all, so that only the file's own permissions count.
  expect(await kindOf(join(tmpdir(), 'rollcall-not-there'))).toBe('absent');
  expect(await kindOf(secret)).toBe('unreadable');
  expect(await kindOf(join(folder, 'directory'))).toBe('unreadable');
});

it('replaces a file in one step and leaves nothing beside it', async () => {
  const path = join(folder, 'file');
  writeFileSync(path, 'old');
  await writeAtomically(path, 'new');
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['file']);
});

it('leaves what was there when it cannot be replaced', async () => {
  const path = join(folder, 'taken');
  mkdirSync(join(path, 'inside'), { recursive: true });
  await expect(writeAtomically(path, 'new')).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(['taken']);
  expect(readdirSync(path)).toEqual(['inside']);
});
