import { expect, test } from 'vitest';
import { parseLockText } from './lock-text.ts';

test.each([
  ['agent 7 (pid 4121, start 880042)', { pid: 4121, start: 880_042 }],
  ['claude session 7f: PID=4121', { pid: 4121 }],
  ['locked by process 4121 on host build-3', { pid: 4121, host: 'build-3' }],
  [
    'run 41, pid: 4121, started at 2026-01-31T09:12:04Z',
    { pid: 4121, startedMs: Date.parse('2026-01-31T09:12:04Z') },
  ],
  ['pid 4121 start_time 1769850724000.', { pid: 4121, start: 1_769_850_724_000 }],
  ['pid 4121 started Friday', { pid: 4121 }],
  ['start=880042 pid=4121 host=build-3', { pid: 4121, start: 880_042, host: 'build-3' }],
  ['pid 4121, start 880042\nrun 41', { pid: 4121, start: 880_042 }],
])('reads the process out of %j', (text, named) => {
  expect(parseLockText(text)).toEqual(named);
});

test.each([
  'claude (pid 4121, started 10 minutes ago)',
  'pid 4121, started 2026/01/31 09:12',
  'pid 4121, started 31 Jan 2026',
  'pid 4121 started at 31. 1. 2026',
])('takes no part of a date or of a length of time for a start: %j', (text) => {
  expect(parseLockText(text)).toEqual({ pid: 4121 });
});

test.each([
  '',
  'on a stick',
  'pid',
  'pid 0',
  'pid -4',
  'rapid 41',
  'pid 4.1',
  'pid 99999999999',
  'run 41',
])('finds nobody in %j', (text) => {
  expect(parseLockText(text)).toBeUndefined();
});
