import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const checkout = join(import.meta.dirname, '..');

const isCode = (name: string): boolean => /\.(tsx?|mjs)$/.test(name);
const isTest = (name: string): boolean => /\.test\.tsx?$/.test(name);

const folders = ['build', 'e2e', 'electron', 'renderer', 'shared'];
const files = folders.flatMap((folder) =>
  readdirSync(join(checkout, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isCode(entry.name))
    .map((entry) => join(entry.parentPath, entry.name)),
);

const lineCount = (file: string): number => readFileSync(file, 'utf8').split('\n').length - 1;
const tooLong = (limit: number, which: readonly string[]): string[] =>
  which.filter((file) => lineCount(file) > limit);

test('no file is longer than a reader can hold', () => {
  expect(
    tooLong(
      300,
      files.filter((file) => !isTest(file)),
    ),
  ).toEqual([]);
  expect(tooLong(500, files.filter(isTest))).toEqual([]);
});

test('half of the files are read at a glance', () => {
  const counts = files.map(lineCount).sort((one, other) => one - other);
  expect(counts.length).toBeGreaterThan(100);
  expect(counts[Math.floor(counts.length / 2)]).toBeLessThanOrEqual(80);
});
