import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ok } from '#shared/result.ts';
import { observePath } from '#electron/observe/path.ts';
import type { Journal } from '#electron/journal/open-journal.ts';
import { journalOf } from '#electron/journal/testing/journal-of.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import { createWorkspacesPart } from './workspaces-part.ts';

let home = '';
let journal: Journal;
let made: string[];
let removed: string[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rollcall-workspaces-'));
  journal = journalOf(home);
  made = [];
  removed = [];
});
afterEach(() => {
  journal.close();
  rmSync(home, { recursive: true, force: true });
});

const part = () =>
  createWorkspacesPart({
    journal: journal.workspaces,
    observePath: (path) => observePath(systemClock, path),
    runGit: createGitRunner(),
    discover: async () => [],
    lookNow: async () => undefined,
    sampleFolder: join(home, 'sample'),
    createSample: async (repository) => ok(void made.push(repository)),
    removeSample: async (repository) => ok(void removed.push(repository)),
  });

test('the sample world is made in the folder that is named, once, and removed from there', async () => {
  const folder = join(home, 'elsewhere');
  const path = join(folder, 'shop-api');
  expect(await part().createSample(folder)).toMatchObject({ ok: true, value: { path } });
  expect(await part().createSample(folder)).toMatchObject({ ok: true, value: { path } });
  // Whoever names no folder is shown the one that is there.
  expect(await part().createSample()).toMatchObject({ ok: true, value: { path } });
  expect(await part().createSample(join(home, 'third'))).toMatchObject({
    ok: false,
    error: { kind: 'sample_elsewhere', message: expect.stringContaining(path) },
  });
  expect(made).toEqual([path]);
  await part().removeSample();
  expect(removed).toEqual([path]);
  expect(journal.workspaces.list()).toEqual([]);
});

test('the sample world takes no place where something is already: all of it would be removed later', async () => {
  for (const name of ['shop-api', 'shop-api.worktrees']) {
    const folder = join(home, `has ${name}`);
    mkdirSync(join(folder, name), { recursive: true });
    expect(await part().createSample(folder)).toMatchObject({
      ok: false,
      error: { kind: 'place_taken', message: expect.stringContaining(join(folder, name)) },
    });
  }
  expect(await part().createSample('not absolute')).toMatchObject({ ok: false });
  expect(made).toEqual([]);
  expect(journal.workspaces.list()).toEqual([]);
});
