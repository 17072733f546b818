import { join } from 'node:path';
import { expect, test } from 'vitest';
import { journalOf } from '#electron/journal/testing/journal-of.ts';
import { mixedState, statePath } from '#electron/sources/ralph/testing-ralph.ts';
import { makeFolder } from '#electron/sources/testing-folder.ts';
import { diagnose } from './diagnose.ts';

/** What the doctor says of the sources, of a home that watches these folders. */
async function ofSources(files: Readonly<Record<string, string>>, folders: readonly string[]) {
  using made = makeFolder(files);
  const home = join(made.folder, 'home');
  const journal = journalOf(home);
  try {
    for (const name of folders)
      journal.workspaces.add({ path: join(made.folder, name), name, isSample: false });
    const findings = await diagnose({ home, journal });
    return findings
      .filter(({ what }) => /^(?:Ralph|sources)/u.test(what))
      .map(({ what, ...rest }) => ({ ...rest, what: what.replace(made.folder, '') }));
  } finally {
    journal.close();
  }
}

test('the doctor lists each system whose records are read, and each that cannot be read with its file', async () => {
  const files = {
    [`shop/${statePath}`]: mixedState,
    [`mill/${statePath}`]: mixedState.slice(0, 90),
    'plain/README.md': '',
  };
  expect(await ofSources(files, ['shop', 'mill', 'plain'])).toEqual([
    { what: 'Ralph in /shop', isGood: true, found: 'readable', remedy: '' },
    {
      what: 'Ralph in /mill',
      isGood: false,
      found: expect.stringMatching(/state\.json, line \d+/u),
      remedy: expect.stringContaining('Mend that file'),
    },
  ]);
});

test('the doctor says so where no other system keeps records', async () => {
  expect(await ofSources({ 'plain/README.md': '' }, ['plain'])).toEqual([
    {
      what: 'sources',
      isGood: true,
      found: expect.stringContaining('1 watched folder'),
      remedy: '',
    },
  ]);
});
