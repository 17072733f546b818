import { expect, test } from 'vitest';
import { parseLinuxBootTime, parseMacBootTime, readBootedAt } from './boot-time.ts';

test('the beginning of this boot is read from the system, and lies in the past', async () => {
  const bootedAt = await readBootedAt();
  if (process.platform === 'linux' || process.platform === 'darwin')
    expect(Date.parse(bootedAt ?? '')).toBeLessThan(Date.now());
  else expect(bootedAt).toBeUndefined();
});

test('a system that tells no beginning of its boot gives none', async () => {
  expect(await readBootedAt('/nowhere')).toBeUndefined();
  for (const text of ['', 'btime', 'btime -3', 'btime 9e9', 'btime 0', 'x btime 1700000000'])
    expect(parseLinuxBootTime(text)).toBeUndefined();
});

test('both systems’ words for it are understood', () => {
  expect(parseLinuxBootTime('cpu 1 2\nbtime 1700000000\nprocesses 3\n')).toBe(
    '2023-11-14T22:13:20.000Z',
  );
  expect(parseMacBootTime('{ sec = 1700000000, usec = 12 } Tue Nov 14 22:13:20 2023\n')).toBe(
    '2023-11-14T22:13:20.000Z',
  );
});
