import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { observeOccupants } from './occupants.ts';

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-occupants-')));
  mkdirSync(join(folder, 'tree', 'src'), { recursive: true });
  mkdirSync(join(folder, 'tree2'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function working(cwd: string, command: string, ...args: string[]): Promise<number> {
  const child = spawn(command, args, { cwd, stdio: ['pipe', 'ignore', 'ignore'] });
  children.push(child);
  await once(child, 'spawn');
  return child.pid ?? 0;
}

it('finds what works in a directory and below it, and nothing beside it', async () => {
  const here = await working(join(folder, 'tree'), 'sleep', '60');
  const below = await working(join(folder, 'tree', 'src'), 'sleep', '60');
  await working(join(folder, 'tree2'), 'sleep', '60');
  symlinkSync('tree', join(folder, 'link'));
  const found = await observeOccupants(join(folder, 'tree'));
  expect(found.toSorted((a, b) => a.pid - b.pid)).toEqual([
    { pid: here, name: 'sleep' },
    { pid: below, name: 'sleep' },
  ]);
});

it('does not count a shell at its prompt, nor those that Rollcall was started by', async () => {
  await working(join(folder, 'tree'), 'sh');
  const self = await working(join(folder, 'tree'), 'sleep', '60');
  expect(await observeOccupants(join(folder, 'tree'), { self })).toEqual([]);
});

it('finds nobody where the system does not tell', async () => {
  expect(await observeOccupants(folder, { procRoot: join(folder, 'none') })).toEqual([]);
});
