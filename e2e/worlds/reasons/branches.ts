import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from './place.ts';
import { drifting, placedEnvironment, recordsOf } from './records.ts';
import type { ReasonWorld } from './reason-world.ts';

async function commit({ git, path }: Place): Promise<void> {
  await writeFile(join(path, 'work.txt'), 'work\n');
  await git(path, 'add', '--all');
  await git(path, 'commit', '--quiet', '--message=Work');
}

/** Lets the branch follow one of a remote that is never asked. */
async function followUpstream({ git, repo, branch }: Place): Promise<void> {
  await git(repo, 'remote', 'add', 'origin', 'https://example.invalid/shop.git');
  await git(repo, 'config', `branch.${branch}.remote`, 'origin');
  await git(repo, 'config', `branch.${branch}.merge`, `refs/heads/${branch}`);
}

/** Worktrees whose branch, or what it belongs to, is not as recorded. */
export const branches: readonly ReasonWorld[] = [
  drifting('wrong_branch', 'a new branch was checked out in it', ({ git, path }) =>
    git(path, 'checkout', '--quiet', '-b', 'elsewhere'),
  ),
  drifting('branch_gone', 'its branch was deleted under it', ({ git, repo, branch }) =>
    git(repo, 'update-ref', '-d', `refs/heads/${branch}`),
  ),
  drifting('branch_gone', 'its branch was renamed', ({ git, path }) =>
    git(path, 'branch', '--move', 'renamed'),
  ),
  drifting('branch_checked_out_elsewhere', 'the main worktree took its branch', async (place) => {
    await place.git(place.path, 'checkout', '--quiet', '--detach');
    await place.git(place.repo, 'checkout', '--quiet', place.branch);
  }),
  drifting('branch_checked_out_elsewhere', 'two worktrees have its branch', (place) =>
    place.git(place.repo, 'checkout', '--quiet', '--ignore-other-worktrees', place.branch),
  ),
  drifting('detached_head', 'a commit was checked out', ({ git, path }) =>
    git(path, 'checkout', '--quiet', '--detach'),
  ),
  drifting(
    'diverged',
    'someone else pushed to its upstream',
    async (place) => {
      await followUpstream(place);
      await place.git(place.repo, 'update-ref', `refs/remotes/origin/${place.branch}`, 'extra');
      await commit(place);
    },
    { facts: ['ahead_unpushed'] },
  ),
  drifting('upstream_gone', 'its upstream was deleted after a merge', followUpstream),
  {
    reason: 'base_gone',
    story: 'the release branch that it began from was deleted',
    async make(place) {
      const { git } = placedEnvironment(place);
      const more = git === undefined ? {} : { git: { ...git, baseBranch: 'release/9' } };
      return { records: recordsOf(place, { environment: more }) };
    },
  },
  drifting(
    'nested_repository',
    'an agent cloned another repository into it',
    ({ repo, path }) => cp(repo, join(path, 'kit'), { recursive: true }),
    { facts: ['untracked'] },
  ),
];
