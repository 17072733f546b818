import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Like a console: what its thread has to say goes to an output, which ends with it by default. */
const program = `
import { Worker } from 'node:worker_threads';
import { outliveReaders } from ${JSON.stringify(join(import.meta.dirname, 'outlive-readers.ts'))};
process.stderr.on('error', (error) => process.exit(3));
if (process.argv[1] === 'outlives') outliveReaders([process.stdout, process.stderr]);
const thread = \`
  import { parentPort } from 'node:worker_threads';
  let said = 0;
  setInterval(() => {
    console.error('not resumed');
    said += 1;
    if (said === 10) parentPort.postMessage('still there');
  }, 10);
\`;
new Worker(thread, { eval: true }).once('message', () => process.exit(0));
`;

async function codeOf(behaviour: 'outlives' | 'ends'): Promise<unknown> {
  const args = ['--no-warnings', '--input-type=module', '--eval', program, behaviour];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  child.stderr.destroy();
  const [code] = await once(child, 'exit');
  return code;
}

test('a console whose terminal has gone goes on', async () => {
  expect(await codeOf('outlives')).toBe(0);
  // Without it, it ends of what it says: this test can fail.
  expect(await codeOf('ends')).toBe(3);
});
