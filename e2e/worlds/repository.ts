import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { agentScript } from './agent-script.ts';
import { must } from './must.ts';
import type { World } from './world.ts';

/** A real repository with two commits on `main`, made when it is first asked for; gives its path. */
export async function makeRepository(world: World, name = 'shop'): Promise<string> {
  const path = join(world.folder, name);
  if (existsSync(path)) return path;
  const git = async (...args: string[]) => must(await world.run('git', args, { cwd: path }));
  await mkdir(join(path, 'src'), { recursive: true });
  await writeFile(join(path, 'README.md'), '# Shop\n');
  await writeFile(join(path, 'src/prices.ts'), 'export const prices = { tea: 3 };\n');
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git('commit', '--quiet', '--message=Open the shop');
  await writeFile(join(path, 'src/orders.ts'), 'export const orders: string[] = [];\n');
  await git('add', '--all');
  await git('commit', '--quiet', '--message=Take orders');
  return path;
}

/** The agent's program, beside the repositories and not in one; gives its path. */
export async function makeAgentScript(world: World): Promise<string> {
  const path = join(world.folder, 'agent.sh');
  await writeFile(path, agentScript);
  return path;
}
