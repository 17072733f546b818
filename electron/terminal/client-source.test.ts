import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createClientSource } from './client-source.ts';
import { exitCodes } from './exit-codes.ts';

test('a home that a command makes is the operator’s alone, as one that a console makes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-home-'));
  const before = process.exitCode;
  try {
    const home = join(folder, 'home');
    const screen = { isJson: false, show: () => undefined, tell: () => undefined };
    await createClientSource(home, screen).withJournal(() => exitCodes.done);
    expect(statSync(home).mode & 0o777).toBe(0o700);
    expect(statSync(join(home, 'journal.db')).mode & 0o777).toBe(0o600);
  } finally {
    process.exitCode = before;
    rmSync(folder, { recursive: true, force: true });
  }
});
