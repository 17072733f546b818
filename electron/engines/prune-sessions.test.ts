import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { homePaths } from '#electron/platform/home.ts';
import { pruneSessions } from './prune-sessions.ts';

let root: string;
const sessions = (...rest: string[]): string => join(root, 'sessions', ...rest);
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rollcall-prune-'));
  for (const id of ['s-1', 's-2']) {
    mkdirSync(sessions(id), { recursive: true });
    writeFileSync(sessions(id, 'output.log'), '0123456789');
  }
  mkdirSync(join(root, 'elsewhere'));
  symlinkSync(join(root, 'elsewhere'), sessions('s-link'));
});
afterEach(() => rmSync(root, { recursive: true }));

test('removes the named sessions only, and tells what that freed', async () => {
  expect(await pruneSessions(homePaths(root), ['s-1', 's-gone'])).toEqual({ logs: 1, bytes: 10 });
  expect(existsSync(sessions('s-1'))).toBe(false);
  expect(existsSync(sessions('s-2', 'output.log'))).toBe(true);
});

test('removes with a session what it was given when it was resumed', async () => {
  const { resumeStates } = homePaths(root);
  mkdirSync(resumeStates);
  for (const id of ['s-1', 's-2', 's-gone']) writeFileSync(join(resumeStates, `${id}.json`), '{}');
  expect(await pruneSessions(homePaths(root), ['s-1', 's-gone'])).toEqual({ logs: 1, bytes: 14 });
  expect(readdirSync(resumeStates)).toEqual(['s-2.json']);
});

test('follows no link and no name that leads out of the sessions', async () => {
  const names = ['s-link', '../elsewhere', '..'];
  expect(await pruneSessions(homePaths(root), names)).toEqual({ logs: 0, bytes: 0 });
  expect(existsSync(join(root, 'elsewhere'))).toBe(true);
});
