import { startAgent, type StartedAgent } from './agents.ts';
import { makeRepository } from './repository.ts';
import type { World } from './world.ts';

export interface ThreeSessions {
  readonly repository: string;
  readonly goesOn: StartedAgent;
  readonly endsWell: StartedAgent;
  readonly endsBadly: StartedAgent;
}

/** Three agents alive in three worktrees of one repository. */
export async function threeSessions(world: World): Promise<ThreeSessions> {
  const repository = await makeRepository(world);
  const start = (task: string) =>
    startAgent(world, repository, { task, flags: ['--run', 'three'] });
  return {
    repository,
    goesOn: await start('goes-on'),
    endsWell: await start('ends-well'),
    endsBadly: await start('ends-badly'),
  };
}
