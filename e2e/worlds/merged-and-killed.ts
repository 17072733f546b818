import { committedAndKilled } from './committed-and-killed.ts';
import type { AgentAtWork } from './crashed-with-checkpoint.ts';
import { must } from './must.ts';
import type { World } from './world.ts';

/** An agent that was killed after somebody had merged its branch: there is nothing to go on with. */
export async function mergedAndKilled(world: World): Promise<AgentAtWork> {
  const atWork = await committedAndKilled(world);
  const merge = ['merge', '--quiet', '--no-ff', '--message=Merge invoices', 'rollcall/invoices'];
  must(await world.run('git', merge, { cwd: atWork.repository }));
  return atWork;
}
