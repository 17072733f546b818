import { execFile, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { endWithReader } from './end-with-reader.ts';

const entry = new URL('../cli.ts', import.meta.url).pathname;

test('a reader that has seen enough ends the command quietly', async () => {
  const script = `"$0" --no-warnings "$1" schema records | head -c 10; echo " $?"`;
  const run = promisify(execFile)('sh', ['-c', script, process.execPath, entry]);
  const { stdout, stderr } = await run;
  expect(stdout).toMatch(/^\{[^]* 0\n$/);
  expect(stderr).toBe('');
});

test('what is under way goes on when nobody reads the remarks about it any more', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-unread-'));
  try {
    const command = ['run', '--shared', '--', 'sh', '-c', 'sleep 0.2; exit 7'];
    const env = { ...process.env, ROLLCALL_HOME: join(folder, 'home') };
    const args = ['--no-warnings', entry, ...command];
    const child = spawn(process.execPath, args, { cwd: folder, env });
    child.stderr.destroy();
    child.stdout.resume();
    expect(await once(child, 'exit')).toEqual([7, null]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('any other error of the output is no quiet end', () => {
  const output = new EventEmitter();
  let ended = 0;
  endWithReader(output, () => (ended += 1));
  output.emit('error', Object.assign(new Error('broken pipe'), { code: 'EPIPE' }));
  expect(ended).toBe(1);
  const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  expect(() => output.emit('error', full)).toThrow('no space left');
});
