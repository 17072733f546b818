import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PipelineItem, Worker } from '#shared/domain/worker.ts';
import { endedPid, startProcess } from './processes.ts';
import type { Place } from './place.ts';
import { recordsOf } from './records.ts';
import type { MadeWorld, ReasonWorld } from './reason-world.ts';

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

/** A worker in a worktree of its own, which no environment is recorded for. */
export async function placeWorker(place: Place, more: Partial<Worker>): Promise<Worker> {
  const { git, repo, world } = place;
  const { taskId = 'RQ-7' } = more;
  const workspacePath = join(world.folder, 'parallel', taskId);
  await git(repo, 'worktree', 'add', '--quiet', '-b', taskId, workspacePath);
  return {
    taskId,
    workspacePath,
    lifecycle: 'running',
    startedAt: daysAgo(0),
    pushAttempts: 0,
    targetBranch: 'main',
    ...more,
  };
}

const withWorker = (place: Place, worker: Worker): MadeWorld => ({
  records: { ...recordsOf(place), workers: [worker] },
});

/** A coordinator's lock, as a worker's record holds it; its process lives until the world ends. */
async function coordinatorAlive({ world }: Place): Promise<NonNullable<Worker['coordinator']>> {
  const { identity } = await startProcess(world);
  return { pid: identity.pid, startedAt: daysAgo(0) };
}

async function coordinatorDead({ world }: Place): Promise<NonNullable<Worker['coordinator']>> {
  return { pid: await endedPid(world), startedAt: daysAgo(0) };
}

/** Stops in the middle, as where a coordinator was killed that brought the work in. */
const rebaseHalfway = ({ tryGit }: Place, { workspacePath }: Worker): Promise<void> =>
  tryGit(workspacePath, 'rebase', '--quiet', '--exec', 'false', 'HEAD~1');

/** Tries to push to a remote where somebody else was first; gives what git said. */
async function pushInVain({ git, repo, world }: Place, { workspacePath }: Worker): Promise<string> {
  const remote = join(world.folder, 'shop.git');
  await git(repo, 'init', '--quiet', '--bare', remote);
  await git(repo, 'push', '--quiet', remote, 'extra:refs/heads/main');
  await writeFile(join(workspacePath, 'work.txt'), 'work\n');
  await git(workspacePath, 'add', '--all');
  await git(workspacePath, 'commit', '--quiet', '--message=Work');
  const { stderr } = await world.run('git', ['push', remote, 'HEAD:refs/heads/main'], {
    cwd: workspacePath,
  });
  return stderr.split('\n').find((line) => line.includes('[rejected]')) ?? stderr;
}

const withItem = (place: Place, more: Partial<PipelineItem>): MadeWorld => {
  const item: PipelineItem = {
    id: '812',
    name: 'Search box',
    stage: 'merging',
    retryCount: 0,
    blocked: false,
    frozen: false,
    dependsOn: [],
    ...more,
  };
  return { records: { ...recordsOf(place), pipelineItems: [item] } };
};

/** Parallel workers and pipeline items, as records of other systems bring them. */
export const workers: readonly ReasonWorld[] = [
  {
    reason: 'worker_crashed',
    story: 'its coordinator was killed',
    make: async (place) =>
      withWorker(place, await placeWorker(place, { coordinator: await coordinatorDead(place) })),
  },
  {
    reason: 'worker_crashed',
    story: 'the pid of its coordinator belongs to a later process',
    async make(place) {
      const { pid } = await coordinatorAlive(place);
      const coordinator = { pid, startedAt: daysAgo(1) };
      return withWorker(place, await placeWorker(place, { coordinator }));
    },
  },
  {
    reason: 'integration_interrupted',
    story: 'its coordinator was killed in the midst of a rebase',
    tells: 'a rebase is half done there',
    async make(place) {
      const coordinator = await coordinatorDead(place);
      const worker = await placeWorker(place, { lifecycle: 'integrating', coordinator });
      await rebaseHalfway(place, worker);
      return withWorker(place, worker);
    },
  },
  {
    reason: 'coordinator_review',
    story: 'its coordinator’s lock is older than a week',
    async make(place) {
      const { pid } = await coordinatorAlive(place);
      const coordinator = { pid, startedAt: daysAgo(8) };
      return withWorker(place, await placeWorker(place, { coordinator }));
    },
  },
  {
    reason: 'coordinator_review',
    story: 'its coordinator’s lock is of tomorrow',
    async make(place) {
      const coordinator = { pid: await endedPid(place.world), startedAt: daysAgo(-1) };
      return withWorker(place, await placeWorker(place, { coordinator }));
    },
  },
  {
    reason: 'push_blocked',
    story: 'somebody else had pushed before it',
    tells: '[rejected]',
    async make(place) {
      const worker = await placeWorker(place, { lifecycle: 'blocked_push', pushAttempts: 3 });
      return withWorker(place, { ...worker, lastError: await pushInVain(place, worker) });
    },
  },
  {
    reason: 'merge_failures',
    story: 'three merges in a row failed',
    make: async (place) => withItem(place, { mergeFailures: 3 }),
  },
  {
    reason: 'healthy',
    story: 'three merges failed, and somebody is at it',
    make: async (place) => withItem(place, { mergeFailures: 3, recoveryAgentAttached: true }),
  },
  {
    reason: 'healthy',
    story: 'a worker is integrated by a coordinator that is alive',
    async make(place) {
      const coordinator = await coordinatorAlive(place);
      const worker = await placeWorker(place, { lifecycle: 'integrating', coordinator });
      await rebaseHalfway(place, worker);
      return withWorker(place, worker);
    },
  },
];
