import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTask } from '#shared/testing/make-record.ts';
import { endedPid } from './processes.ts';
import { damageRecords, placedSession, drifting, recordsOf } from './records.ts';
import type { ReasonWorld } from './reason-world.ts';

/** What is there and belongs to nobody, and tasks that stand still. */
export const strays: readonly ReasonWorld[] = [
  drifting('leftover_directory', 'a folder among the worktrees', async ({ repo }) => {
    await mkdir(`${repo}.worktrees/left`);
    await writeFile(`${repo}.worktrees/left/notes.txt`, 'notes\n');
  }),
  drifting('unrecorded_worktree', 'a worktree that somebody added', ({ git, repo }) =>
    git(repo, 'worktree', 'add', '--quiet', '-b', 'spike', `${repo}.worktrees/spike`),
  ),
  drifting('leftover_registration', 'an entry whose directory is gone', async ({ git, repo }) => {
    await git(repo, 'worktree', 'add', '--quiet', '-b', 'spike', `${repo}-spike`);
    await rm(`${repo}-spike`, { recursive: true });
  }),
  drifting(
    'leftover_registration',
    'an entry that an agent locked, and both are gone',
    async ({ git, repo, world }) => {
      const reason = `agent 7 (pid ${await endedPid(world)}, start 880042)`;
      await git(repo, 'worktree', 'add', '--quiet', '-b', 'spike', `${repo}-spike`);
      await git(repo, 'worktree', 'lock', '--reason', reason, `${repo}-spike`);
      await rm(`${repo}-spike`, { recursive: true });
    },
  ),
  {
    reason: 'environment_orphaned',
    story: 'its task is not recorded any more',
    make: async (place) => ({ records: { ...recordsOf(place), runs: [], tasks: [] } }),
  },
  {
    reason: 'owner_unreadable',
    story: 'the record of its run was written over',
    make: async (place) => ({
      records: { ...recordsOf(place), tasks: [] },
      meanwhile: () => damageRecords(place, 'run'),
    }),
  },
  {
    reason: 'owner_unreadable',
    story: 'the record of its task was written over',
    make: async (place) => ({
      records: recordsOf(place, { task: makeTask.completed() }),
      meanwhile: () => damageRecords(place, 'task'),
    }),
  },
  {
    reason: 'cleanup_due',
    story: 'its task is done, and it should be removed then',
    make: async (place) => ({
      records: recordsOf(place, {
        task: makeTask.completed(),
        environment: { cleanupPolicy: 'remove_on_success' },
      }),
    }),
  },
  {
    reason: 'incomplete_record',
    story: 'the record does not say of which repository',
    async make(place) {
      const records = recordsOf(place);
      const environments = (records.environments ?? []).map(({ git: _of, ...rest }) => rest);
      return { records: { ...records, environments } };
    },
  },
  {
    reason: 'interrupted',
    story: 'its session ended before it did',
    make: async (place) => ({
      records: recordsOf(place, {
        task: makeTask.running(),
        sessions: [placedSession(place, { status: 'exit', exitCode: 1 })],
      }),
    }),
  },
  {
    reason: 'task_blocked',
    story: 'it waits for somebody',
    make: async (place) => ({
      records: recordsOf(place, {
        task: makeTask.blocked({ blockedReasons: ['Asks for a key.'] }),
      }),
    }),
  },
  drifting('healthy', 'nothing happened', async () => undefined),
  drifting(
    'healthy',
    'changed, new and committed files are work',
    async ({ git, path }) => {
      await writeFile(join(path, 'new.txt'), 'new\n');
      await git(path, 'add', 'new.txt');
      await git(path, 'commit', '--quiet', '--message=New');
      await writeFile(join(path, 'new.txt'), 'changed\n');
      await writeFile(join(path, 'more.txt'), 'more\n');
    },
    { facts: ['dirty', 'untracked', 'ahead_unpushed'] },
  ),
];
