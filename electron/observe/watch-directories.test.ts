import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDirectoryWatch, type DirectoryWatch } from './watch-directories.ts';

let root: string;
let watch: DirectoryWatch;
let changes: string[];
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-watch-')));
  mkdirSync(join(root, 'tree'));
  changes = [];
  watch = createDirectoryWatch((directory, name) =>
    changes.push(`${directory.slice(root.length)} ${name}`),
  );
});
afterEach(() => {
  watch.close();
  rmSync(root, { recursive: true, force: true });
});

const told = (change: string) => vi.waitFor(() => expect(changes).toContain(change));
const tree = (...rest: string[]): string => join(root, 'tree', ...rest);

test('tells what changes in a watched directory', async () => {
  watch.follow(new Set([root, tree()]));
  writeFileSync(tree('HEAD'), 'x');
  await told('/tree HEAD');
  expect(watch.isComplete()).toBe(true);
});

test('follows the directory that stands at a path now, not the one that was moved away', async () => {
  watch.follow(new Set([tree()]));
  renameSync(tree(), join(root, 'elsewhere'));
  await told('/tree tree');
  mkdirSync(tree());
  watch.follow(new Set([tree()]));
  writeFileSync(tree('new'), 'x');
  await told('/tree new');
});

test('a directory that is not there yet is watched once it is', async () => {
  watch.follow(new Set([tree('later')]));
  expect(watch.isComplete()).toBe(true);
  mkdirSync(tree('later'));
  watch.follow(new Set([tree('later')]));
  writeFileSync(tree('later', 'file'), 'x');
  await told('/tree/later file');
});
