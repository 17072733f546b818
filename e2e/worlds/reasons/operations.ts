import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endedPid, startProcess } from './processes.ts';
import type { Place } from './place.ts';
import { drifting } from './records.ts';
import type { ReasonWorld } from './reason-world.ts';

/** Says how the conflict in the only file that has one is to be solved, and does not go on. */
async function settle({ git, path }: Place): Promise<void> {
  await writeFile(join(path, 'readme.md'), 'settled\n');
  await git(path, 'add', 'readme.md');
}

const anHourAgo = (): Date => new Date(Date.now() - 3_600_000);

/** Worktrees in the midst of something that nobody is at any more. */
export const operations: readonly ReasonWorld[] = [
  drifting('rebase_in_progress', 'a rebase stopped at a failing test', ({ tryGit, path }) =>
    tryGit(path, 'rebase', '--quiet', '--exec', 'false', 'HEAD~1'),
  ),
  drifting(
    'merge_in_progress',
    'a merge was never committed',
    ({ git, path }) => git(path, 'merge', '--quiet', '--no-commit', '--no-ff', 'extra'),
    { facts: ['dirty'] },
  ),
  drifting(
    'cherry_pick_in_progress',
    'a cherry-pick was settled and not committed',
    async (place) => {
      await place.tryGit(place.path, 'cherry-pick', 'side');
      await settle(place);
    },
    { facts: ['dirty'] },
  ),
  drifting(
    'revert_in_progress',
    'a revert was never committed',
    ({ git, path }) => git(path, 'revert', '--no-commit', 'HEAD'),
    { facts: ['dirty'] },
  ),
  drifting('bisect_in_progress', 'a bisect was never reset', ({ git, path }) =>
    git(path, 'bisect', 'start', 'HEAD', 'HEAD~2'),
  ),
  drifting(
    'operation_in_progress',
    'a patch did not apply',
    async ({ git, tryGit, repo, path, world }) => {
      const patch = join(world.folder, 'side.patch');
      await writeFile(patch, `${await git(repo, 'format-patch', '-1', '--stdout', 'side')}\n`);
      await tryGit(path, 'am', '--quiet', patch);
    },
  ),
  drifting(
    'conflicts',
    'a merge left a file in conflict',
    ({ tryGit, path }) => tryGit(path, 'merge', 'side'),
    { facts: ['dirty'] },
  ),
  drifting('index_lock_abandoned', 'git was killed while it wrote the index', async (place) => {
    const lock = join(place.adminDir, 'index.lock');
    await writeFile(lock, '');
    await utimes(lock, anHourAgo(), anHourAgo());
  }),
  drifting('locked', 'locked by an agent that is gone', async (place) => {
    const reason = `agent 7 (pid ${await endedPid(place.world)}, start 880042)`;
    await place.git(place.repo, 'worktree', 'lock', '--reason', reason, place.path);
  }),
  drifting('healthy', 'locked by an agent that is alive', async (place) => {
    const { pid, startTime } = (await startProcess(place.world)).identity;
    const reason = `agent 7 (pid ${pid}, start ${startTime})`;
    await place.git(place.repo, 'worktree', 'lock', '--reason', reason, place.path);
  }),
  drifting('locked', 'locked by somebody who gave no name', ({ git, repo, path }) =>
    git(repo, 'worktree', 'lock', path),
  ),
];
