import { execFile } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { endWithReader } from './end-with-reader.ts';

test('a reader that has seen enough ends the command quietly', async () => {
  const entry = new URL('../cli.ts', import.meta.url).pathname;
  const script = `"$0" --no-warnings "$1" schema records | head -c 10; echo " $?"`;
  const run = promisify(execFile)('sh', ['-c', script, process.execPath, entry]);
  const { stdout, stderr } = await run;
  expect(stdout).toMatch(/^\{[^]* 0\n$/);
  expect(stderr).toBe('');
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
