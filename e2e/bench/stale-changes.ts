import type { ProcessIdentity } from '#shared/domain/session.ts';
import type { Verb } from '#shared/domain/verb.ts';
import { conditionAbout } from '#electron/recover/recovery-world.ts';
import type { Trial } from './stale-world.ts';

/** Something that happens between the plan and its apply. */
export interface Change {
  readonly name: string;
  make(trial: Trial, bystander: Trial): Promise<unknown> | unknown;
}

/** What a verb is pointed at, how the world is made fit for it, and what matters to it. */
export interface StaleCase {
  readonly verb: Verb;
  readonly subject: (id: string) => string;
  prepare?(trial: Trial): void;
  readonly relevant: readonly Change[];
}

const sayOtherwise: Change = {
  name: 'the condition says something else',
  make({ id, world }) {
    const changed = conditionAbout({ kind: 'task', id }, world.repository.root, {
      signature: 'new',
    });
    world.list(changed);
  },
};

async function lease(trial: Trial): Promise<void> {
  const identity: ProcessIdentity = await trial.startOther();
  trial.set('environment', {
    lease: {
      kind: 'execution',
      holder: { ...identity },
      token: 'taken',
      acquiredAt: '2026-01-31T10:00:00.000Z',
    },
  });
}

const leased: Change = { name: 'somebody alive takes the lease', make: lease };
const alive: Change = { name: 'another session of it lives', make: (trial) => trial.startOther() };
const published: Change = {
  name: 'its result is published',
  make: (trial) => trial.set('task', { resultPublished: true }),
};
const completed: Change = {
  name: 'its task is completed',
  make: (trial) => trial.set('task', { state: 'completed' }),
};
const removed: Change = {
  name: 'its directory is deleted',
  make: (trial) => trial.removeDirectory(),
};
const edited: Change = {
  name: 'its uncommitted file is edited',
  make: (trial) => trial.write('new.txt', 'edited again\n'),
};
const added: Change = {
  name: 'a file is added',
  make: (trial) => trial.write('later.txt', 'later\n'),
};
const staged: Change = { name: 'its file is staged', make: (trial) => trial.git('add', 'new.txt') };
const committed: Change = {
  name: 'its work is committed',
  make(trial) {
    trial.git('add', '--all');
    trial.git('commit', '--quiet', '--message=meanwhile');
  },
};
const switched: Change = {
  name: 'another branch is checked out in it',
  make: (trial) => trial.git('checkout', '--quiet', '-b', `other-${trial.id}`),
};
const locked: Change = {
  name: 'git locks it',
  make: ({ gitInRepository, path }) =>
    gitInRepository('worktree', 'lock', '--reason', 'busy', path),
};

export const staleCases: readonly StaleCase[] = [
  {
    verb: 'resume',
    subject: (id) => `task:${id}`,
    relevant: [
      published,
      completed,
      removed,
      switched,
      alive,
      leased,
      {
        name: 'it waits for something else as well',
        make: (trial) => trial.set('task', { blockedReasons: ['Waits for the key.'] }),
      },
      {
        name: 'its resume state is another one',
        make: (trial) => trial.set('checkpoint', { resumeState: { step: 4 } }),
      },
      {
        name: 'its resume state is gone',
        make: (trial) => trial.set('checkpoint', { resumeState: undefined }),
      },
    ],
  },
  {
    verb: 'restart',
    subject: (id) => `task:${id}`,
    relevant: [
      published,
      completed,
      removed,
      edited,
      added,
      committed,
      alive,
      leased,
      switched,
      {
        name: 'it has to be approved now',
        make: (trial) => trial.set('task', { approvalRequired: true }),
      },
    ],
  },
  {
    verb: 'acknowledge',
    subject: (id) => `task:${id}`,
    relevant: [
      sayOtherwise,
      { name: 'the condition is gone', make: ({ id, world }) => world.unlist(`task:${id}`) },
    ],
  },
  {
    verb: 'mark_crashed',
    subject: (id) => `session:s-${id}`,
    relevant: [
      {
        name: 'its end is recorded',
        make: (trial) => trial.set('session', { status: 'exit', exitCode: 0 }),
      },
      {
        name: 'it is another process, and that lives',
        make: async (trial) => trial.set('session', await trial.startOther()),
      },
    ],
  },
  {
    verb: 'release_lease',
    subject: (id) => `environment:env-${id}`,
    relevant: [
      leased,
      {
        name: 'it was released',
        make: ({ set, world, id }) => {
          const held = world.deps.store.get('environment', `env-${id}`)?.record.lease;
          if (held !== undefined)
            set('environment', { lease: { ...held, releasedAt: held.acquiredAt } });
        },
      },
      {
        name: 'its holder took it anew',
        make: ({ set, world, id }) => {
          const held = world.deps.store.get('environment', `env-${id}`)?.record.lease;
          if (held !== undefined) set('environment', { lease: { ...held, token: 'anew' } });
        },
      },
    ],
  },
  {
    verb: 'recreate',
    subject: (id) => `environment:env-${id}`,
    prepare: (trial) => trial.removeDirectory(),
    relevant: [
      {
        name: 'its branch is moved',
        make: ({ gitInRepository, id }) => {
          gitInRepository('commit', '--quiet', '--allow-empty', '--message=moved');
          gitInRepository('update-ref', `refs/heads/rollcall/${id}`, 'HEAD');
        },
      },
      {
        name: 'its branch is deleted',
        make: ({ gitInRepository, id }) =>
          gitInRepository('update-ref', '-d', `refs/heads/rollcall/${id}`),
      },
      locked,
      {
        name: 'somebody brought it back',
        make: ({ gitInRepository, path, id }) =>
          gitInRepository('worktree', 'add', '--quiet', '--force', path, `rollcall/${id}`),
      },
    ],
  },
  {
    verb: 'clean_up',
    subject: (id) => `environment:env-${id}`,
    relevant: [removed, edited, added, staged, committed, alive, leased, locked],
  },
];

/** What matters to no verb. */
export const irrelevantChanges: readonly Change[] = [
  {
    name: 'a bystander’s file is edited',
    make: (_, bystander) => bystander.write('new.txt', `${Math.random()}\n`),
  },
  {
    name: 'a bystander’s task is renamed',
    make: (_, bystander) => bystander.set('task', { name: `named ${Math.random()}` }),
  },
  { name: 'its task is renamed', make: (trial) => trial.set('task', { name: 'renamed' }) },
  {
    name: 'its session sends a late heartbeat',
    make: (trial) => trial.set('session', { lastHeartbeatAt: '2026-01-31T09:00:01.000Z' }),
  },
  {
    name: 'a branch is made elsewhere',
    make: ({ gitInRepository, id }) => gitInRepository('branch', `elsewhere-${id}`),
  },
  {
    name: 'the repository is configured otherwise',
    make: ({ gitInRepository, id }) =>
      gitInRepository('config', `rollcall-bench.note-${id}`, 'something'),
  },
  {
    name: 'its condition is worded otherwise',
    make: ({ id, world }) =>
      void world.list(
        conditionAbout({ kind: 'task', id }, world.repository.root, {
          taskId: id,
          message: 'In other words.',
        }),
      ),
  },
];
