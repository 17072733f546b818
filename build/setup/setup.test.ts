import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countPlaywright, countVitest } from '../checks/count-results.mjs';
import { asksForConsole } from './open-console.mjs';
import { isAtLeast } from './requirements.mjs';
import { runCommand } from './run-command.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-setup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const report = (content: unknown): string => {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
};

test('versions are compared by number, and what is no version is too old', () => {
  expect(isAtLeast('v20.19.0', [20, 19])).toBe(true);
  expect(isAtLeast('v20.9.0', [20, 19])).toBe(false);
  expect(isAtLeast('git version 2.39.5 (Apple Git-154)', [2, 39])).toBe(true);
  expect(isAtLeast('v100.0.0', [20, 19])).toBe(true);
  expect(isAtLeast('', [0, 0])).toBe(false);
});

test('“rollcall” alone and on a folder opens the console; a bare word is a command', () => {
  for (const args of [[], ['.'], ['./repo'], ['--home', 'h'], ['--home=h', '/repos/repo']])
    expect(asksForConsole(args)).toBe(true);
  for (const args of [['sweep'], ['--help'], ['--home', 'h', 'list'], ['plan', './x'], ['--json']])
    expect(asksForConsole(args)).toBe(false);
});

test('results are counted as their tools report them', () => {
  expect(countVitest(report({ numPassedTests: 7, numFailedTests: 2 }), false)).toEqual({
    passed: 7,
    failed: 2,
  });
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 0 };
  expect(countPlaywright(report({ stats }), false)).toEqual({ passed: 5, failed: 2 });
});

test('a run that crashed, or that had no test, is one failure', () => {
  expect(countVitest(report({ numPassedTests: 7, numFailedTests: 0 }), false).failed).toBe(1);
  expect(countVitest(report({}), true)).toEqual({ passed: 0, failed: 1 });
  expect(countPlaywright(join(folder, 'never-written.json'), true).failed).toBe(1);
});

test('a command ends as it ended: with its code, by its signal, or unable to start', async () => {
  const quiet = { stdio: 'ignore' } as const;
  const exits = await runCommand(process.execPath, ['-e', 'process.exit(7)'], quiet);
  expect(exits).toEqual({ code: 7, signal: null, failure: null });
  const limit = { ...quiet, timeoutMs: 50 };
  const stays = await runCommand(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], limit);
  expect(stays.signal).toBe('SIGKILL');
  expect((await runCommand(join(folder, 'nothing'), [], quiet)).failure).toContain('ENOENT');
});
