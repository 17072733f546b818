import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startAgent } from './agents.ts';
import { recordCheckpoint } from './checkpoint.ts';
import { resumeState, type AgentAtWork } from './crashed-with-checkpoint.ts';
import { must } from './must.ts';
import { makeRepository } from './repository.ts';
import type { World } from './world.ts';

/** An agent that committed, recorded a checkpoint and was killed; its worktree is still there. */
export async function committedAndKilled(world: World): Promise<AgentAtWork> {
  const repository = await makeRepository(world);
  const agent = await startAgent(world, repository, { task: 'invoices', name: 'Dark invoices' });
  await writeFile(join(agent.path, 'src/theme.ts'), "export const paper = 'black';\n");
  const git = async (...args: string[]) => must(await world.run('git', args, { cwd: agent.path }));
  await git('add', '--all');
  await git('commit', '--quiet', '--message=Turn invoices dark');
  await recordCheckpoint(world, {
    task: agent.taskId,
    label: 'theme done',
    replaySafety: 'checkpoint_resumable',
    resumeState,
  });
  await agent.kill();
  return { repository, agent };
}
