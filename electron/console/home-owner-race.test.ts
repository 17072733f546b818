import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/**
 * Takes a home and leaves it again and again: half of the time as a console that was killed, whose
 * owner file stays. While it has the home it makes a directory, which only one process at a time can.
 */
const program = `
import { mkdirSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
const { claimHome } = await import(process.env.CLAIM);
const { file, name } = JSON.parse(process.env.WHERE);
const observedAt = '2026-01-01T00:00:00.000Z';
const observeProcess = async (identity) => {
  await setImmediate();
  return identity.startTime === 'killed'
    ? { kind: 'absent', observedAt }
    : { kind: 'alive', identity, observedAt };
};
let mine = 0;
let shared = 0;
for (let round = 0; mine < 50; round += 1) {
  const owner = {
    identity: { pid: process.pid, startTime: 'alive' },
    shell: 'terminal',
    socket: '/nowhere',
    token: name + '-' + round,
  };
  const claimed = await claimHome({ file, observeProcess }, owner);
  if (!claimed.ok) {
    await setImmediate();
    continue;
  }
  mine += 1;
  try {
    mkdirSync(file + '.taken');
    await setImmediate();
    rmdirSync(file + '.taken');
  } catch {
    shared += 1;
  }
  if (round % 2 === 0) claimed.value.release();
  else {
    const killed = { ...owner, identity: { pid: process.pid, startTime: 'killed' } };
    writeFileSync(file + '.' + name, JSON.stringify(killed));
    renameSync(file + '.' + name, file);
  }
}
console.log(JSON.stringify({ mine, shared }));
`;

test('of consoles that start on one home at the same moment exactly one has it', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'rollcall-owners-'));
  try {
    const file = join(directory, 'console.json');
    const race = async (name: string): Promise<{ mine: number; shared: number }> => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--input-type=module', '--eval', program],
        {
          env: {
            ...process.env,
            CLAIM: join(import.meta.dirname, 'home-owner.ts'),
            WHERE: JSON.stringify({ file, name }),
          },
        },
      );
      return JSON.parse(stdout);
    };
    const told = await Promise.all(['a', 'b', 'c', 'd'].map(race));
    // Each had it fifty times; the file that a killed one left kept nobody out.
    expect(told).toEqual(['a', 'b', 'c', 'd'].map(() => ({ mine: 50, shared: 0 })));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
