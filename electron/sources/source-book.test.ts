import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeRun } from '#shared/testing/make-record.ts';
import { recordSet } from '#shared/testing/make-situation.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { ralph } from './ralph/ralph.ts';
import { createSourceBook } from './source-book.ts';
import type { SourceReader } from './source-reading.ts';

let workspace = '';
beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'rollcall-sources-'));
});
afterEach(() => rm(workspace, { recursive: true, force: true }));

test('whoever looks again is told what was recorded before they asked, also while an earlier look is under way', async () => {
  const file = join(workspace, 'state');
  await writeFile(file, 'at first');
  let isHeld = false;
  let hasRead: () => void = () => undefined;
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const reader: SourceReader = {
    source: 'ralph',
    capabilities: ralph.capabilities,
    marks: ['state'],
    async read() {
      const id = await readFile(file, 'utf8');
      hasRead();
      if (isHeld) await held;
      const records = { runs: [makeRun({ id })] };
      return { source: 'ralph', parts: [{ kind: 'read', file, records }], places: [file] };
    },
  };
  const book = createSourceBook({ clock: systemClock, readers: [reader] });
  await book.refresh([workspace], true);
  isHeld = true;
  const isReadAgain = new Promise<void>((resolve) => (hasRead = resolve));
  await writeFile(file, 'then');
  book.poke(workspace);
  const first = book.refresh([workspace], false);
  await isReadAgain;
  await writeFile(file, 'at last');
  const second = book.refresh([workspace], true);
  letGo();
  await Promise.all([first, second]);
  expect(book.overlay(recordSet({})).runs.map(({ record }) => record.id)).toEqual(['at last']);
});

test('of a folder whose records are all known already the settings name the first few and count the rest', async () => {
  const runs = Array.from({ length: 900 }, (_none, at) => makeRun({ id: `run-${at}` }));
  const reader: SourceReader = {
    source: 'gestura',
    capabilities: ralph.capabilities,
    marks: [],
    read: () =>
      Promise.resolve({
        source: 'gestura',
        parts: [{ kind: 'read', file: 'runs', records: { runs } }],
        places: [],
      }),
  };
  const book = createSourceBook({ clock: systemClock, readers: [reader] });
  await book.refresh([workspace], true);
  expect(book.overlay(recordSet({ runs })).runs).toHaveLength(900);
  expect(book.lines()).toMatchObject([
    {
      note: 'Recorded elsewhere under the same id: run run-0, run run-1, run run-2, run run-3, run run-4 and 895 more.',
    },
  ]);
});

test('a folder that does not answer holds up one refresh, and not those that follow', async () => {
  let letGo: () => void = () => undefined;
  const hangs = new Promise<undefined>((resolve) => {
    letGo = () => resolve(undefined);
  });
  const reader: SourceReader = {
    source: 'ralph',
    capabilities: ralph.capabilities,
    marks: [],
    read: () => hangs,
  };
  const book = createSourceBook({ clock: systemClock, readers: [reader] });
  const order: string[] = [];
  const first = book.refresh([workspace], false).then(() => order.push('first'));
  await book.refresh([workspace], false).then(() => order.push('second'));
  letGo();
  await first;
  expect(order).toEqual(['second', 'first']);
});
