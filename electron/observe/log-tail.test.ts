import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readLogChunk } from './log-tail.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-tail-'));
  path = join(folder, 'output.log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('shows the end of a log, from a whole character on', async () => {
  writeFileSync(path, 'one 日本');
  const chunk = await readLogChunk(path, -4);
  expect(chunk).toEqual({ text: '本', offset: 7, nextOffset: 10, size: 10, unreadable: null });
  expect((await readLogChunk(path, -1000)).text).toBe('one 日本');
});

it('waits for the rest of a character that is being written', async () => {
  const bytes = Buffer.from('日');
  writeFileSync(path, Buffer.concat([Buffer.from('a'), bytes.subarray(0, 2)]));
  const first = await readLogChunk(path, 0);
  expect(first).toMatchObject({ text: 'a', nextOffset: 1, size: 3 });
  appendFileSync(path, bytes.subarray(2));
  expect(await readLogChunk(path, first.nextOffset)).toMatchObject({ text: '日', nextOffset: 4 });
});

it('gives the same text in pieces of any size', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
      fc.integer({ min: 4, max: 20 }),
      async (text, maxBytes) => {
        writeFileSync(path, text);
        let read = '';
        let chunk = await readLogChunk(path, 0, maxBytes);
        for (read = chunk.text; chunk.nextOffset < chunk.size; read += chunk.text)
          chunk = await readLogChunk(path, chunk.nextOffset, maxBytes);
        expect(read).toBe(Buffer.from(text).toString());
      },
    ),
    { numRuns: 50 },
  );
});

it('shows bytes that are no text instead of stopping at them', async () => {
  writeFileSync(path, Buffer.from([0x61, 0xff, 0x80, 0x80, 0x80, 0x80, 0x62]));
  expect(await readLogChunk(path, 0)).toMatchObject({ nextOffset: 7, size: 7 });
});

it('says how large the log is now when it was begun anew', async () => {
  writeFileSync(path, 'new');
  expect(await readLogChunk(path, 5000)).toMatchObject({ text: '', nextOffset: 3, size: 3 });
});

it('says why a log cannot be read', async () => {
  expect((await readLogChunk(path, 0)).unreadable).toContain('ENOENT');
  expect((await readLogChunk(folder, 0)).unreadable).toContain('not a file');
});
