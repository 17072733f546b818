import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-sealed-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sealed = join(import.meta.dirname, 'sealed-stdio.ts');

/** Starts a shell the way an agent is started, and prints what its descriptor 7 is. */
const start = `
import { spawnSync } from 'node:child_process';
import { sealStdio } from ${JSON.stringify(sealed)};
const isElectron = process.argv[2] === 'electron';
const { stdio, release } = sealStdio('inherit', { platform: 'linux', isElectron });
spawnSync('/bin/sh', ['-c', 'readlink /proc/self/fd/7'], { stdio });
release();
`;

/** Descriptor 7 of an agent: where a window would have a file of its own. Empty: there is none. */
function seenByAgent(runtime: 'electron' | 'node'): string {
  const program = join(folder, 'start.mjs');
  writeFileSync(program, start);
  const args = ['--no-warnings', program, runtime];
  const run = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return run.stdout.trim() + run.stderr.trim();
}

test.runIf(process.platform === 'linux')(
  'an agent started from the window finds the null device where the window has files open',
  () => {
    expect(seenByAgent('electron')).toBe('/dev/null');
    expect(seenByAgent('node')).toBe('');
  },
);
