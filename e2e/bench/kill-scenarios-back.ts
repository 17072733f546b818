// Restores, and undos of what was done before the kill.
import { existsSync, mkdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { trashRootOf } from '#electron/recover/backup/list-backups.ts';
import { doBefore } from './kill-act.ts';
import { putAway, setBack } from './kill-before.ts';
import {
  asItIs,
  entryOf,
  environment,
  leaveMerge,
  lockWorktree,
  removeWorktree,
  task,
  type Scenario,
  type Seen,
} from './kill-scenarios.ts';
import { pushScenarios } from './kill-scenarios-push.ts';
import { ignoredScenarios } from './kill-scenarios-ignored.ts';
import { undoneScenarios } from './kill-scenarios-undone.ts';
import { namesIn } from './kill-check.ts';

const hasWork = (worktree: string): boolean =>
  existsSync(join(worktree, 'new.txt')) &&
  readFileSync(join(worktree, 'kept.txt'), 'utf8') === 'precious change\n';

/** The directory, its entry and its record are back, and nothing of the way back is left over. */
const isBack = (seen: Seen): boolean =>
  hasWork(seen.world.worktree) &&
  existsSync(join(entryOf(seen), 'index')) &&
  namesIn(trashRootOf(seen.world.repository)).length === 0 &&
  seen.journal.records.get('environment', 'env-login')?.record.state === 'ready';

const hasLock = (seen: Seen): boolean => existsSync(join(entryOf(seen), 'locked'));
const hasMerge = (seen: Seen): boolean => existsSync(join(entryOf(seen), 'MERGE_HEAD'));
const stateOf = ({ journal }: Seen) => journal.records.get('task', 'login')?.record.state;

/** Each with an operation that was carried out before it. */
export const backScenarios: readonly Scenario[] = [
  ...pushScenarios,
  ...undoneScenarios,
  ...ignoredScenarios,
  { name: 'restore', verb: 'restore', subjects: [], make: putAway, isTrue: isBack },
  {
    name: 'restore, branch gone',
    verb: 'restore',
    subjects: [],
    isTrue: isBack,
    async make(made) {
      const { folder, world } = made;
      await putAway(made);
      folder.git(world.repository, 'branch', '-D', 'rollcall/login');
      mkdirSync(world.worktree);
    },
  },
  {
    name: 'restore to another path',
    verb: 'restore',
    subjects: ['to:elsewhere'],
    make: putAway,
    isTrue: ({ world: { repository } }) => hasWork(`${repository}.worktrees/elsewhere`),
  },
  {
    name: 'restore from a ref',
    verb: 'restore',
    subjects: [],
    make: setBack,
    isTrue: ({ world: { worktree } }) => hasWork(worktree),
  },
  {
    name: 'restore a ref elsewhere',
    verb: 'restore',
    subjects: ['to:elsewhere'],
    make: setBack,
    isTrue: ({ world: { repository, worktree } }) =>
      hasWork(`${repository}.worktrees/elsewhere`) && !hasWork(worktree),
  },
  { name: 'undo a clean-up', verb: 'undo', subjects: [], make: putAway, isTrue: isBack },
  {
    name: 'undo a restart',
    verb: 'undo',
    subjects: [],
    make: setBack,
    isTrue: (seen) => hasWork(seen.world.worktree) && stateOf(seen) !== 'pending_approval',
  },
  {
    name: 'undo a resume',
    verb: 'undo',
    subjects: [],
    make: asItIs,
    before: (seen) => doBefore(seen, { verb: 'resume', subjects: task }),
    isTrue: (seen) =>
      stateOf(seen) === 'blocked' &&
      // Its own earlier session is recorded as it was before.
      seen.journal.records
        .load()
        .sessions.every(({ record }) => record.id === 's-login' || record.status === 'exit'),
  },
  {
    name: 'undo an unlock',
    verb: 'undo',
    subjects: [],
    isTrue: hasLock,
    async make(made) {
      lockWorktree(made);
      await doBefore(made, { verb: 'unlock', subjects: environment });
    },
  },
  {
    name: 'undo an aborted merge',
    verb: 'undo',
    subjects: [],
    isTrue: hasMerge,
    async make(made) {
      leaveMerge(made);
      await doBefore(made, { verb: 'finish_or_abort', subjects: environment });
    },
  },
  {
    name: 'undo an acknowledgement',
    verb: 'undo',
    subjects: [],
    make: (made) => doBefore(made, { verb: 'acknowledge', subjects: task }),
    isTrue: ({ journal }) => journal.acknowledgements.all().size === 0,
  },
  {
    name: 'undo a forget',
    verb: 'undo',
    subjects: [],
    isTrue: ({ journal }) => journal.records.get('environment', 'env-login') !== undefined,
    async make(made) {
      removeWorktree(made);
      await doBefore(made, { verb: 'forget', subjects: environment });
    },
  },
  {
    name: 'unlock, index.lock',
    verb: 'unlock',
    subjects: environment,
    isTrue: (seen) => !existsSync(join(entryOf(seen), 'index.lock')),
    make(made) {
      const lock = join(entryOf(made), 'index.lock');
      made.folder.write(lock, '');
      const before = new Date(Date.now() - 3_600_000);
      utimesSync(lock, before, before);
    },
  },
];
