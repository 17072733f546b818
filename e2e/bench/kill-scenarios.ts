import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { homePaths } from '#electron/platform/home.ts';
import type { RecordKinds } from '#shared/domain/records.ts';
import type { Act } from './kill-act.ts';
import { environmentIn, put, startSession, type Made } from './kill-world.ts';

/** One situation in which a verb has something to do. */
export interface Scenario extends Act {
  readonly name: string;
  make(made: Made): Promise<void> | void;
  /** Starts what has to be alive, before each run. */
  before?(made: Seen): Promise<void>;
  /** Whether what `applied` claims is so. */
  isTrue?(made: Seen): boolean;
  /** Whether nothing is lost of what only this situation has, whatever the outcome. */
  isWhole?(made: Seen): boolean;
}

export const task = ['task:login', 'checkpoint:cp-login', 'session:s-login'];
export const session = ['session:s-login'];
export const environment = ['environment:env-login'];
export const asItIs = () => undefined;

/** Ends the task and its session, so that only its environment is left to speak of. */
export function finish(
  { world, journal }: Made,
  more: Partial<RecordKinds['environment']> = {},
): void {
  const session = journal.records.get('session', 's-login')?.record;
  const ended = journal.records.get('task', 'login')?.record;
  if (session === undefined || ended === undefined) throw new Error('The world is not whole.');
  put(journal, world, 'session', {
    ...session,
    status: 'exit',
    exitCode: 0,
    exitReason: 'finished',
  });
  put(journal, world, 'task', { ...ended, state: 'completed', completedAt: ended.createdAt });
  const { lease: _lease, ...rest } = environmentIn(world);
  put(journal, world, 'environment', { ...rest, state: 'ready', ...more });
}

export function changeTask({ world, journal }: Seen, more: Partial<RecordKinds['task']>): void {
  const found = journal.records.get('task', 'login')?.record;
  if (found === undefined) throw new Error('The world is not whole.');
  put(journal, world, 'task', { ...found, ...more });
}

export const entryOf = ({ world }: Pick<Made, 'world'>): string =>
  join(world.repository, '.git', 'worktrees', 'login');

/** What was in it is lost before any verb has its turn. */
export function loseWork({ folder, world }: Made): void {
  folder.write(join(world.repository, 'lost-before'), '');
}

export function removeWorktree(made: Made): void {
  const { folder, world } = made;
  loseWork(made);
  folder.git(world.repository, 'worktree', 'remove', '--force', world.worktree);
}

export function lockWorktree({ folder, world: { repository, worktree } }: Made): void {
  const reason = 'held by pid 4194300, start time 1';
  folder.git(repository, 'worktree', 'lock', '--reason', reason, worktree);
}

/** A merge in the worktree that nobody has ended. */
export function leaveMerge({ folder, world }: Made): void {
  folder.git(world.worktree, 'commit', '--quiet', '--all', '--message=ours');
  folder.write(join(world.repository, 'other.txt'), 'theirs\n');
  folder.git(world.repository, 'add', '--all');
  folder.git(world.repository, 'commit', '--quiet', '--message=theirs');
  folder.git(world.worktree, 'merge', '--no-commit', '--no-ff', 'main');
}

async function untilExit({ world }: Made): Promise<void> {
  const exit = join(homePaths(world.home).sessions, 's-login', 'exit');
  while (!existsSync(exit)) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** A world as it is after all. */
export type Seen = Omit<Made, 'folder'>;

export const hasAgent = ({ journal }: Seen): boolean =>
  journal.records.load().sessions.some(({ record }) => record.status === 'running');

export const isSetBack = ({ world: { worktree } }: Seen): boolean =>
  !existsSync(join(worktree, 'new.txt')) &&
  readFileSync(join(worktree, 'kept.txt'), 'utf8') === 'committed\n';

export const hasEnded = ({ journal }: Seen): boolean =>
  journal.records.get('session', 's-login')?.record.status === 'exit';

const environmentOf = ({ journal }: Seen) =>
  journal.records.get('environment', 'env-login')?.record;

const isReconciled = (seen: Seen): boolean => environmentOf(seen)?.recoveryStatus === 'reconciled';

const hasIndex = ({ world: { repository } }: Seen): boolean =>
  readdirSync(join(repository, '.git', 'worktrees')).every((entry) =>
    existsSync(join(repository, '.git', 'worktrees', entry, 'index')),
  );

const isReleased = (seen: Seen): boolean => environmentOf(seen)?.lease?.releasedAt !== undefined;

const isPutAway = (seen: Seen): boolean =>
  environmentOf(seen)?.state === 'removed' &&
  !existsSync(seen.world.worktree) &&
  !existsSync(join(seen.world.repository, '.git', 'worktrees', 'login'));

export const scenarios: readonly Scenario[] = [
  {
    name: 'resume',
    verb: 'resume',
    subjects: task,
    make: asItIs,
    isTrue: hasAgent,
  },
  {
    name: 'restart',
    verb: 'restart',
    subjects: task,
    make: asItIs,
    isTrue: (made) => isSetBack(made) && hasAgent(made),
  },
  {
    name: 'restart, directory gone',
    verb: 'restart',
    subjects: task,
    make: removeWorktree,
    isTrue: (made) => isSetBack(made) && hasAgent(made),
  },
  {
    name: 'restart, to be approved',
    verb: 'restart',
    subjects: task,
    isTrue: isSetBack,
    make: (made) => changeTask(made, { approvalRequired: true }),
  },
  { name: 'acknowledge', verb: 'acknowledge', subjects: task, make: asItIs },
  { name: 'look again', verb: 'look_again', subjects: [...task, ...session], make: asItIs },
  { name: 'mark crashed', verb: 'mark_crashed', subjects: session, isTrue: hasEnded, make: asItIs },
  {
    name: 'update status',
    verb: 'update_status',
    subjects: session,
    isTrue: hasEnded,
    async make(made) {
      await startSession(made, ['sh', '-c', 'sleep 3; exit 0']);
      await untilExit(made);
    },
  },
  {
    name: 'stop',
    verb: 'stop',
    subjects: session,
    isTrue: hasEnded,
    make: (made) => finish(made),
    before: (made) => startSession(made, ['sleep', '600']),
  },
  {
    name: 'recreate',
    verb: 'recreate',
    subjects: environment,
    isTrue: (made) => isSetBack(made) && isReconciled(made),
    make(made) {
      loseWork(made);
      rmSync(made.world.worktree, { recursive: true });
    },
  },
  {
    name: 'reattach, link broken',
    verb: 'reattach',
    subjects: environment,
    isTrue: isReconciled,
    make: (made) => writeFileSync(join(entryOf(made), 'gitdir'), '/nowhere/.git\n'),
  },
  {
    name: 'reattach, entry gone',
    verb: 'reattach',
    subjects: environment,
    isTrue: (made) => isReconciled(made) && hasIndex(made),
    make: (made) => rmSync(entryOf(made), { recursive: true }),
  },
  {
    name: 'release lease',
    verb: 'release_lease',
    subjects: environment,
    isTrue: isReleased,
    make: (made) => finish(made, { lease: environmentIn(made.world).lease, state: 'in_use' }),
  },
  {
    name: 'clean up',
    verb: 'clean_up',
    subjects: environment,
    isTrue: isPutAway,
    make: (made) => finish(made, { cleanupPolicy: 'remove_on_success' }),
  },
  {
    name: 'adopt',
    verb: 'adopt',
    subjects: ['/stray'],
    make({ folder, world: { repository } }) {
      folder.git(
        repository,
        'worktree',
        'add',
        '--quiet',
        '-b',
        'stray',
        `${repository}.worktrees/stray`,
      );
    },
  },
  { name: 'snooze', verb: 'snooze', subjects: task, make: asItIs },
  {
    name: 'archive',
    verb: 'archive',
    subjects: environment,
    make: (made) => finish(made, { cleanupPolicy: 'archive_always' }),
    isTrue: (made) => !existsSync(made.world.worktree),
  },
  {
    name: 'unlock',
    verb: 'unlock',
    subjects: environment,
    make: lockWorktree,
    isTrue: (seen) => !existsSync(join(entryOf(seen), 'locked')),
  },
  {
    name: 'abort a merge',
    verb: 'finish_or_abort',
    subjects: environment,
    make: leaveMerge,
    isTrue: (seen) => !existsSync(join(entryOf(seen), 'MERGE_HEAD')),
  },
  {
    name: 'switch back',
    verb: 'switch_back',
    subjects: environment,
    make: ({ folder, world }) =>
      void folder.git(world.worktree, 'checkout', '--quiet', '-b', 'elsewhere'),
    isTrue: (seen) => !readFileSync(join(entryOf(seen), 'HEAD'), 'utf8').includes('elsewhere'),
  },
  {
    name: 'forget',
    verb: 'forget',
    subjects: environment,
    make: removeWorktree,
    isTrue: (seen) => environmentOf(seen) === undefined,
  },
];
