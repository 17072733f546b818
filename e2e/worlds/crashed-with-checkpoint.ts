import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startAgent, type StartedAgent } from './agents.ts';
import { recordCheckpoint } from './checkpoint.ts';
import { makeRepository } from './repository.ts';
import type { World } from './world.ts';

export interface AgentAtWork {
  readonly repository: string;
  readonly agent: StartedAgent;
}

/** What the agent needs to go on after “after tests”. */
export const resumeState = { step: 3, next: 'burst tests' };

/** An agent alive in a new worktree, with two unsaved files and a checkpoint to resume from. */
export async function agentWithCheckpoint(world: World): Promise<AgentAtWork> {
  const repository = await makeRepository(world);
  const agent = await startAgent(world, repository, { task: 'limiter', name: 'Rate limiter' });
  await writeFile(join(agent.path, 'src/limiter.ts'), 'export const limit = 3;\n');
  await writeFile(join(agent.path, 'src/prices.ts'), 'export const prices = { tea: 4 };\n');
  await recordCheckpoint(world, {
    task: agent.taskId,
    label: 'after tests',
    replaySafety: 'checkpoint_resumable',
    resumeState,
  });
  return { repository, agent };
}

/** The same agent, killed. */
export async function crashedWithCheckpoint(world: World): Promise<AgentAtWork> {
  const atWork = await agentWithCheckpoint(world);
  await atWork.agent.kill();
  return atWork;
}
