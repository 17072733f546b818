import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startAgent } from './agents.ts';
import { recordCheckpoint } from './checkpoint.ts';
import type { AgentAtWork } from './crashed-with-checkpoint.ts';
import { makeRepository } from './repository.ts';
import type { World } from './world.ts';

/** The only copy of what the agent did: an untracked file. */
export const unsavedWork = { file: 'prices.json', text: '{"tea": 3, "cake": 5}\n' };

/** An agent killed at a boundary that must not be repeated without a person. */
export async function operatorGated(world: World): Promise<AgentAtWork> {
  const repository = await makeRepository(world);
  const agent = await startAgent(world, repository, { task: 'price-list', name: 'Price list' });
  await writeFile(join(agent.path, unsavedWork.file), unsavedWork.text);
  await recordCheckpoint(world, {
    task: agent.taskId,
    label: 'before upload',
    replaySafety: 'operator_gated',
  });
  await agent.kill();
  return { repository, agent };
}
