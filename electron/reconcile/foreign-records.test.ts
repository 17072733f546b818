import { expect, test } from 'vitest';
import type { Recorded } from '#shared/domain/records.ts';
import type { PipelineItem, Worker } from '#shared/domain/worker.ts';
import { observed, recordSet, situation } from '#shared/testing/make-situation.ts';
import { makeTask } from '#shared/testing/make-record.ts';
import { moments } from '#shared/testing/moments.ts';
import { reconcile } from './reconcile.ts';

const worker: Worker = {
  taskId: 'RQ-7',
  workspacePath: '/ws/RQ-7',
  lifecycle: 'blocked_push',
  startedAt: moments.started,
  pushAttempts: 2,
};
const of = <T>(record: T, source: string, workspace = '/repos/shop'): Recorded<T> => ({
  record,
  version: 1,
  source,
  workspace,
});
const foreign = (...workers: readonly Recorded<Worker>[]) =>
  reconcile(situation({ recorded: { ...recordSet({}), workers } }));

test('two folders may use the same id: each of their workers is a row of its own', () => {
  const { conditions } = foreign(of(worker, 'ralph'), of(worker, 'ralph', '/repos/api'));
  expect(new Set(conditions.map(({ id }) => id)).size).toBe(2);
  expect(conditions.map(({ subject }) => subject.source)).toEqual(['ralph', 'ralph']);
});

test('what another system recorded is never changed, and what would change it is not offered', () => {
  const blocked = makeTask.running({ id: 't-1' });
  const item: PipelineItem = {
    id: 'i-1',
    stage: 'merging',
    retryCount: 3,
    blocked: false,
    frozen: false,
    dependsOn: [],
    mergeFailures: 3,
  };
  const look = (source: string) =>
    reconcile(
      situation({
        recorded: {
          ...recordSet({}),
          tasks: [of({ ...blocked, state: 'blocked', blockedReasons: ['Interrupted.'] }, source)],
          pipelineItems: [of(item, source)],
        },
      }),
    );
  expect(look('rollcall').transitions).not.toEqual([]);
  const { transitions, conditions } = look('gestura');
  expect(transitions).toEqual([]);
  expect(conditions).toHaveLength(2);
  for (const { actions, proposed } of conditions) {
    const offered = actions.filter((one) => one.offered).map(({ verb }) => verb);
    expect(offered.toSorted()).toEqual(['acknowledge', 'look_again', 'snooze']);
    expect(proposed).toBe('acknowledge');
    for (const one of actions) if (!one.offered) expect(one.why).not.toBe('');
  }
});

test('a worker at work whose lock nobody holds is for a person to look at', () => {
  const [condition] = foreign(
    of({ ...worker, lifecycle: 'running', isUncoordinated: true }, 'ralph'),
  ).conditions;
  expect(condition).toMatchObject({ lane: 'blocked', reason: 'coordinator_review' });
  expect(condition?.message).toMatch(/nobody holds its coordinator's lock/u);
});

test('a file that cannot be read is told by name, with what is still shown of it', () => {
  const file = '/repos/shop/.ralph/cache/parallel/state.json';
  const fault = {
    source: 'ralph',
    workspace: '/repos/shop',
    file,
    why: `${file}, line 3, column 7, workers[0]: expected an object, found 3.`,
  } as const;
  const look = (readAt?: string) =>
    reconcile(situation({ observed: observed({ unreadableSources: [{ ...fault, readAt }] }) }))
      .conditions[0];
  expect(look()).toMatchObject({
    lane: 'blocked',
    reason: 'source_unreadable',
    subject: { kind: 'source', id: file, source: 'ralph', workspace: '/repos/shop' },
    proposed: 'look_again',
  });
  expect(look()?.message).toMatch(/line 3, column 7.*; nothing of it is shown\.$/u);
  expect(look(moments.started)?.message).toMatch(/is still shown\.$/u);
});

test('an item that its own system has blocked waits for a person, until it is done', () => {
  const item: PipelineItem = {
    id: '42_login',
    stage: 'qa',
    retryCount: 2,
    blocked: true,
    frozen: false,
    dependsOn: [],
    lastError: 'retry limit exceeded',
  };
  const look = (more: Partial<PipelineItem>) =>
    reconcile(
      situation({
        recorded: { ...recordSet({}), pipelineItems: [of({ ...item, ...more }, 'huskies')] },
      }),
    ).conditions;
  expect(look({})).toMatchObject([
    {
      lane: 'blocked',
      reason: 'task_blocked',
      message: '42_login is blocked in qa; last error: retry limit exceeded.',
    },
  ]);
  expect(look({ mergeFailures: 3 }).map(({ reason }) => reason)).toEqual(['merge_failures']);
  expect(look({ stage: 'done' })).toEqual([]);
  expect(look({ blocked: false })).toEqual([]);
});
