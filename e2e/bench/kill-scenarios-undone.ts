// Undos that take away again what a verb had brought, or set links and agents back.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { trashRootOf } from '#electron/recover/backup/list-backups.ts';
import { journalOf } from '#electron/journal/testing/journal-of.ts';
import { type Act, doBefore } from './kill-act.ts';
import { putAway, setBack } from './kill-before.ts';
import { namesIn } from './kill-check.ts';
import {
  changeTask,
  entryOf,
  environment,
  finish,
  hasAgent,
  hasEnded,
  isSetBack,
  loseWork,
  removeWorktree,
  session,
  type Scenario,
  type Seen,
} from './kill-scenarios.ts';
import { startSession, type Made } from './kill-world.ts';

/** What an agent has written since. */
const since = 'since.txt';

async function recreate(made: Made): Promise<void> {
  await doBefore(made, { verb: 'recreate', subjects: environment });
  made.folder.write(join(made.world.worktree, since), 'written since\n');
}

/** The directory is in the trash whole, with what was written in it since. */
const isTakenAway = ({ world: { repository, worktree } }: Seen): boolean =>
  !existsSync(worktree) &&
  namesIn(trashRootOf(repository)).some((id) =>
    existsSync(join(trashRootOf(repository), id, 'directory', since)),
  );

/** The backup is where it was, and its repository lists nothing of it. */
const isInTrash = (seen: Seen): boolean =>
  namesIn(`${seen.world.repository}.worktrees`).join() === '.rollcall-trash' &&
  namesIn(trashRootOf(seen.world.repository)).some((id) =>
    existsSync(join(trashRootOf(seen.world.repository), id, 'directory', 'new.txt')),
  ) &&
  !existsSync(entryOf(seen)) &&
  seen.journal.records.get('environment', 'env-login')?.record.state === 'removed';

const hasBranch = ({ world: { repository } }: Seen): boolean =>
  execFileSync('git', ['-C', repository, 'branch', '--list', 'rollcall/login']).length > 0;

const reattach: Act = { verb: 'reattach', subjects: environment };
/** What git's entry names instead of the worktree. */
const broken = '/nowhere/.git\n';

/** Its agent is at work on a task that is not over, and is stopped. */
async function stopAgent(seen: Seen): Promise<void> {
  await startSession(seen, ['sleep', '600']);
  await doBefore(seen, { verb: 'stop', subjects: session });
  const journal = journalOf(seen.world.home);
  changeTask({ world: seen.world, journal }, { state: 'running', completedAt: undefined });
  journal.close();
}

/** Each with an operation that was carried out before it. */
export const undoneScenarios: readonly Scenario[] = [
  {
    name: 'undo a recreate',
    verb: 'undo',
    subjects: [],
    // Git's earlier entry is back, and only that.
    isTrue: (seen) => isTakenAway(seen) && existsSync(join(entryOf(seen), 'HEAD')),
    async make(made) {
      loseWork(made);
      rmSync(made.world.worktree, { recursive: true });
      await recreate(made);
    },
  },
  {
    name: 'undo a recreate, branch made',
    verb: 'undo',
    subjects: [],
    isTrue: (seen) => isTakenAway(seen) && !existsSync(entryOf(seen)) && !hasBranch(seen),
    async make(made) {
      removeWorktree(made);
      made.folder.git(made.world.repository, 'branch', '-D', 'rollcall/login');
      await recreate(made);
    },
  },
  {
    name: 'undo a reattach',
    verb: 'undo',
    subjects: [],
    isTrue: (seen) => readFileSync(join(entryOf(seen), 'gitdir'), 'utf8') === broken,
    async make(made) {
      writeFileSync(join(entryOf(made), 'gitdir'), broken);
      await doBefore(made, reattach);
    },
  },
  {
    name: 'undo a reattach, entry made',
    verb: 'undo',
    subjects: [],
    isTrue: (seen) => !existsSync(entryOf(seen)) && existsSync(join(seen.world.worktree, '.git')),
    async make(made) {
      rmSync(entryOf(made), { recursive: true });
      await doBefore(made, reattach);
    },
  },
  {
    name: 'undo a restore',
    verb: 'undo',
    subjects: [],
    isTrue: isInTrash,
    async make(made) {
      await putAway(made);
      await doBefore(made, { verb: 'restore', subjects: [] });
    },
  },
  {
    name: 'undo a restore to another path',
    verb: 'undo',
    subjects: [],
    isTrue: isInTrash,
    async make(made) {
      await putAway(made);
      await doBefore(made, { verb: 'restore', subjects: ['to:elsewhere'] });
    },
  },
  {
    name: 'undo a restore from a ref',
    verb: 'undo',
    subjects: [],
    isTrue: isSetBack,
    async make(made) {
      await setBack(made);
      await doBefore(made, { verb: 'restore', subjects: [] });
    },
  },
  {
    name: 'undo a stop',
    verb: 'undo',
    subjects: [],
    make: (made) => finish(made),
    before: stopAgent,
    // It goes on in another session; the one that was stopped has ended.
    isTrue: (seen) => hasAgent(seen) && hasEnded(seen),
  },
];
