import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endedPid } from './processes.ts';
import { drifting } from './records.ts';
import type { ReasonWorld } from './reason-world.ts';

const remove = (path: string) => rm(path, { recursive: true });

/** Worktrees that are not where or what their record says. */
export const lostPlaces: readonly ReasonWorld[] = [
  drifting('directory_missing', 'deleted by hand', ({ path }) => remove(path)),
  drifting('directory_missing', 'removed with git, its branch kept', ({ git, repo, path }) =>
    git(repo, 'worktree', 'remove', path),
  ),
  drifting('moved', 'moved by hand to the folder beside it', ({ path }) =>
    rename(path, `${path}-aside`),
  ),
  drifting('moved', 'moved with git to the folder above', ({ git, repo, path }) =>
    git(repo, 'worktree', 'move', path, `${repo}-login`),
  ),
  drifting('volume_unavailable', 'the folder of all worktrees is not mounted', ({ repo }) =>
    rename(`${repo}.worktrees`, `${repo}.unmounted`),
  ),
  drifting('status_unreadable', 'its index was written over', ({ adminDir }) =>
    writeFile(join(adminDir, 'index'), 'nothing\n'),
  ),
  drifting('unregistered', 'pruned while it was away', async ({ git, repo, path }) => {
    await rename(path, `${path}-away`);
    await git(repo, 'worktree', 'prune');
    await rename(`${path}-away`, path);
  }),
  drifting('wrong_repository', 'another clone lies in its place', async ({ repo, path }) => {
    await remove(path);
    await cp(repo, path, { recursive: true });
  }),
  drifting('gitdir_broken', 'its .git was overwritten', ({ path }) =>
    writeFile(join(path, '.git'), 'nothing\n'),
  ),
  drifting('gitdir_broken', 'its .git leads to where the repository was before', ({ path }) =>
    writeFile(join(path, '.git'), 'gitdir: /nowhere/shop/.git/worktrees/rollcall-login\n'),
  ),
  drifting('gitdir_broken', 'its .git is an empty directory', async ({ path }) => {
    await rm(join(path, '.git'));
    await mkdir(join(path, '.git'));
  }),
  drifting('gitdir_broken', 'the entry forgot its directory', ({ adminDir }) =>
    rm(join(adminDir, 'gitdir')),
  ),
  drifting('prunable', 'its .git was deleted', ({ path }) => rm(join(path, '.git'))),
  drifting('empty_directory', 'everything in it was deleted', async ({ path }) => {
    for (const name of await readdir(path)) await rm(join(path, name), { recursive: true });
  }),
  drifting('locked_and_missing', 'locked as it is on a stick, then gone', async (place) => {
    await place.git(place.repo, 'worktree', 'lock', '--reason', 'on a stick', place.path);
    await remove(place.path);
  }),
  drifting('locked_and_missing', 'deleted, and who locked it is gone', async (place) => {
    const reason = `agent 7 (pid ${await endedPid(place.world)})`;
    await place.git(place.repo, 'worktree', 'lock', '--reason', reason, place.path);
    await remove(place.path);
  }),
];
