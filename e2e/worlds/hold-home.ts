import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { World } from './world.ts';

const source = (...path: string[]): string =>
  JSON.stringify(pathToFileURL(join(import.meta.dirname, '..', '..', 'electron', ...path)).href);

const program = `
import { openConsole } from ${source('console', 'open-console.ts')};
import { createGitRunner } from ${source('platform', 'git-runner.ts')};
import { systemClock } from ${source('platform', 'clock.ts')};
const opened = await openConsole({
  home: process.env.ROLLCALL_HOME,
  shell: 'browser',
  fallbackReason: null,
  runGit: createGitRunner(),
  clock: systemClock,
});
if (!opened.ok) throw new Error(opened.error.message);
opened.value.start();
await opened.value.lookNow();
console.log('looking');
setInterval(() => undefined, 1000);
`;

/** A console in a process of its own, from source and without a shell; it has looked once. */
export async function holdHome(world: World): Promise<ChildProcess> {
  const holder = world.start(process.execPath, ['--input-type=module', '--eval', program]);
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    holder.once('exit', (code) => reject(new Error(`It ended with ${code}: ${said.join('\n')}`)));
    for (const stream of [holder.stdout, holder.stderr])
      if (stream !== null)
        createInterface({ input: stream }).on('line', (line) => {
          said.push(line);
          if (line === 'looking') resolve();
        });
  });
  return holder;
}
