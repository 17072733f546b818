import { expect, test } from 'vitest';
import type { Condition } from '#shared/domain/condition.ts';
import type { RepositoryReading } from '#shared/domain/observation.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import { applyTransitions } from '#shared/testing/apply-transitions.ts';
import {
  absent,
  engineRead,
  engineUnreadable,
  environmentReading,
  makeEntry,
  repositoryUnknown,
} from '#shared/testing/make-reading.ts';
import {
  makeCheckpoint,
  makeEnvironment,
  makeLease,
  makeRun,
  makeSession,
  makeTask,
} from '#shared/testing/make-record.ts';
import { observed, recorded, recordSet, situation } from '#shared/testing/make-situation.ts';
import { moments } from '#shared/testing/moments.ts';
import { reconcile } from './reconcile.ts';

/** One task at work: run, task, session, checkpoint and a leased worktree with changes in it. */
const records = recordSet({
  runs: [makeRun()],
  tasks: [makeTask.running()],
  sessions: [makeSession.running()],
  checkpoints: [makeCheckpoint.resumable()],
  environments: [
    makeEnvironment.worktree({ state: 'in_use', health: 'dirty', lease: makeLease.held() }),
  ],
});

const crashed: Situation = situation({
  recorded: records,
  observed: observed({
    engines: [engineRead([makeEntry({ process: absent() })])],
    environments: [environmentReading.dirty({ leaseHolder: absent() })],
  }),
});

const only = (conditions: readonly Condition[]): Condition => {
  expect(conditions).toHaveLength(1);
  const [first] = conditions;
  if (first === undefined) throw new Error('there is no condition');
  return first;
};

test('a dead agent is one thing to act on, with everything known about it in one sentence', () => {
  const condition = only(reconcile(crashed).conditions);
  expect(condition).toMatchObject({
    id: 'session:s-login:process_exited',
    lane: 'crashed',
    severity: 'critical',
    title: 'Fix the login form',
    message:
      'Process 4121, started 09:12:04, is gone, and nobody saw how it ended; last heard 14:02:10; 3 uncommitted files, 1 commit not pushed; checkpoint “after tests” intact.',
    workAtRisk: { uncommittedFiles: 3, unpushedCommits: 1, minutes: 290 },
    proposed: 'resume',
    taskId: 'login',
    runId: 'run-1',
    sessionId: 's-login',
    environmentId: 'env-login',
  });
  expect(condition.actions.filter(({ offered }) => offered).map(({ verb }) => verb)).toEqual([
    'resume',
    'restart',
    'acknowledge',
    'snooze',
    'look_again',
    'mark_crashed',
  ]);
});

test('its task is blocked, its checkpoint told and its run waiting, in one piece', () => {
  const { transitions } = reconcile(crashed);
  const task = transitions.find(({ audit }) => audit.subject === 'task:login');
  expect(task?.audit).toMatchObject({ actor: 'rollcall', verb: 'task_interrupted' });
  expect(task?.changes.map(({ kind, after }) => [kind, after])).toMatchObject([
    ['task', { state: 'blocked', blockedReasons: ['Interrupted: can resume from “after tests”.'] }],
    ['checkpoint', { stage: 'blocked', resumeDisposition: 'resume_from_checkpoint' }],
    ['run', { status: 'waiting' }],
  ]);
});

test('once that is written, the same look changes nothing more and says the same', () => {
  const first = reconcile(crashed);
  const recorded = applyTransitions(records, first.transitions);
  const second = reconcile({ ...crashed, recorded });
  expect(second.transitions).toEqual([]);
  expect(second.conditions.map(({ id, signature }) => [id, signature])).toEqual(
    first.conditions.map(({ id, signature }) => [id, signature]),
  );
});

test('an engine that cannot be asked is one quiet condition, and nothing is changed', () => {
  const outcome = reconcile({
    ...crashed,
    observed: { ...crashed.observed, engines: [engineUnreadable()] },
  });
  expect(only(outcome.conditions)).toMatchObject({
    reason: 'engine_unreadable',
    severity: 'low',
    proposed: 'look_again',
  });
  expect(outcome.sessions).toMatchObject({ unknown: 1, crashed: 0 });
  expect(outcome.transitions).toEqual([]);
});

test('a repository that cannot be listed makes its environment unknown and changes no record', () => {
  const outcome = reconcile({
    ...crashed,
    observed: {
      ...crashed.observed,
      engines: [engineRead([makeEntry()])],
      repositories: [repositoryUnknown()],
      environments: [environmentReading.registrationUnknown()],
    },
  });
  expect(only(outcome.conditions)).toMatchObject({ reason: 'repository_unreadable' });
  expect(outcome.environments).toMatchObject([{ health: 'unknown', state: 'in_use' }]);
  expect(outcome.transitions).toEqual([]);
});

const unreadable = (why: string): RepositoryReading => repositoryUnknown('/repos/shop', why);

test.each([
  [
    {
      ...unreadable('git could not look in it: ENOENT'),
      root: { kind: 'absent', path: '/repos/shop', parent: 'present', observedAt: moments.now },
    },
    '/repos/shop is not there; if it was moved, move it back or put a link to its new place there; 1 environment is unknown.',
  ],
  [
    unreadable(
      "git worktree failed: fatal: detected dubious ownership in repository at '/repos/shop'\nTo add an exception",
    ),
    "/repos/shop belongs to another user, so git reads nothing in it; if you trust it, run git config --global --add safe.directory '/repos/shop'; 1 environment is unknown.",
  ],
  [
    repositoryUnknown("/repos/it's", 'fatal: detected dubious ownership in repository'),
    "/repos/it's belongs to another user, so git reads nothing in it; if you trust it, run git config --global --add safe.directory '/repos/it'\\''s'.",
  ],
  [
    unreadable('git worktree failed: fatal: bad config line 1\nand more'),
    'Git could not list the worktrees of /repos/shop: git worktree failed: fatal: bad config line 1; 1 environment is unknown.',
  ],
] as const)(
  'a repository that cannot be read says in one line what may be done, %#',
  (reading, message) => {
    const outcome = reconcile({
      ...crashed,
      observed: {
        ...crashed.observed,
        engines: [engineRead([makeEntry()])],
        repositories: [reading],
        environments: [environmentReading.registrationUnknown()],
      },
    });
    expect(only(outcome.conditions).message).toBe(message);
  },
);

test('of environments of several folders in one unreadable repository the first folder speaks, in any order', () => {
  const inFolder = (id: string) =>
    recorded(makeEnvironment.worktree({ id }), { workspace: `/folders/${id}` });
  const all = [inFolder('b'), inFolder('a'), inFolder('c')];
  for (const environments of [all, all.toReversed()])
    expect(
      reconcile(
        situation({
          recorded: { ...recordSet(), environments },
          observed: observed({ repositories: [unreadable('fatal: bad config line 1')] }),
        }),
      ).conditions.find(({ reason }) => reason === 'repository_unreadable')?.subject.workspace,
    ).toBe('/folders/a');
});

test('a deleted worktree blocks its task until it is back, then lets it go on', () => {
  const before = recordSet({
    runs: [makeRun()],
    tasks: [makeTask.queued()],
    environments: [makeEnvironment.worktree()],
  });
  const look = (recorded: typeof before, reading = environmentReading.missing()) =>
    reconcile(situation({ recorded, observed: observed({ environments: [reading] }) }));
  const missing = look(before);
  expect(only(missing.conditions)).toMatchObject({
    lane: 'drifted',
    reason: 'directory_missing',
    proposed: 'recreate',
    taskId: 'login',
  });
  const blocked = applyTransitions(before, missing.transitions);
  expect(blocked.tasks[0]?.record).toMatchObject({
    state: 'blocked',
    blockedReasons: ['Environment env-login is not there and must be recreated.'],
  });
  const back = look(blocked, environmentReading.clean());
  expect(back.conditions).toEqual([]);
  const freed = applyTransitions(blocked, back.transitions);
  expect(freed.tasks[0]?.record).toMatchObject({ state: 'queued', blockedReasons: [] });
  expect(freed.runs[0]?.record.status).toBe('running');
  expect(freed.environments[0]?.record).toMatchObject({ health: 'clean', state: 'ready' });
});
