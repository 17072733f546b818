import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { startAgent } from './agents.ts';
import type { AgentAtWork } from './crashed-with-checkpoint.ts';
import { makeRepository } from './repository.ts';
import type { World } from './world.ts';

export interface UnreadableRepository extends AgentAtWork {
  /** From now on `git worktree list` fails. */
  breakIt(): Promise<void>;
  mendIt(): Promise<void>;
}

/** A live agent in a worktree of a repository that git can be made unable to read. */
export async function repositoryUnreadable(world: World): Promise<UnreadableRepository> {
  const repository = await makeRepository(world);
  const agent = await startAgent(world, repository, { task: 'orders' });
  const head = join(repository, '.git', 'HEAD');
  const aside = join(repository, '.git', 'HEAD.aside');
  return {
    repository,
    agent,
    breakIt: () => rename(head, aside),
    mendIt: () => rename(aside, head),
  };
}
