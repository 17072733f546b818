import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { createManualClock } from './clock.ts';
import { createLog, toFile } from './log.ts';

const clock = createManualClock(0);

it('writes one JSON object per line, whatever the message holds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-log-'));
  const path = join(folder, 'rollcall.log');
  const log = createLog({ clock, write: toFile(path) });
  log.warn('looked at\n“repo”', { worktrees: 3 });
  log.error('failed');
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  rmSync(folder, { recursive: true });
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    { at: '1970-01-01T00:00:00.000Z', level: 'warn', message: 'looked at\n“repo”', worktrees: 3 },
    { at: '1970-01-01T00:00:00.000Z', level: 'error', message: 'failed' },
  ]);
});

it('goes on when the log cannot be written', () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  createLog({ clock, write: toFile('/nonexistent/rollcall.log') }).warn('disk full');
  expect(stderr).toHaveBeenCalledWith(expect.stringContaining('disk full'));
});

it('does not grow for ever: the older half is kept beside it, and no more', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-log-'));
  const path = join(folder, 'rollcall.log');
  const write = toFile(path, 1000);
  for (let line = 1; line <= 100; line += 1) write(`line ${line}\n`.padStart(50, ' '));
  const [now, before] = [readFileSync(path, 'utf8'), readFileSync(`${path}.1`, 'utf8')];
  const names = readdirSync(folder);
  rmSync(folder, { recursive: true });
  expect(names.toSorted()).toEqual(['rollcall.log', 'rollcall.log.1']);
  expect(now.length).toBeLessThanOrEqual(1050);
  expect(before.length).toBeLessThanOrEqual(1050);
  expect(now).toContain('line 100\n');
});
