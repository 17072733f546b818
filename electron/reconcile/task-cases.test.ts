import { describe, expect, test } from 'vitest';
import { makeCheckpoint, makeTask } from '#shared/testing/make-record.ts';
import { actionCases, runCases } from '#shared/testing/reference-task-cases.ts';
import { offeredActions } from './offered-actions.ts';
import { runStatus } from './run-status.ts';

describe('what a checkpoint allows', () => {
  test.each(actionCases)('$title', (one) => {
    const task = one.isBlocked ? makeTask.blocked() : makeTask.running();
    const checkpoint = makeCheckpoint.resumable({
      resumeDisposition: one.disposition,
      resultPublished: one.isPublished ?? false,
      resumeState: one.hasResumeState ? { step: 3 } : undefined,
    });
    const actions = offeredActions(task, checkpoint);
    expect(actions.filter(({ offered }) => offered).map(({ verb }) => verb)).toEqual(one.offered);
    for (const action of actions) if (!action.offered) expect(action.why).not.toBe('');
  });

  test('a result that the task itself published counts as published', () => {
    const task = makeTask.blocked({ resultPublished: true });
    expect(offeredActions(task, makeCheckpoint.resumable()).some(({ offered }) => offered)).toBe(
      false,
    );
  });

  test.each([
    [{ life: 'alive' }, 'alive'],
    [{ life: 'unknown' }, 'look again'],
    [{ place: 'unknown' }, 'look again'],
    [{ lease: 'held' }, 'leased'],
    [{ lease: 'unreadable' }, 'release the lease first'],
  ] as const)('with %o around it, it is neither resumed nor restarted', (surroundings, why) => {
    const actions = offeredActions(makeTask.blocked(), makeCheckpoint.resumable(), surroundings);
    expect(actions).toMatchObject([
      { verb: 'resume', offered: false, why: expect.stringContaining(why) },
      { verb: 'restart', offered: false, why: expect.stringContaining(why) },
      { verb: 'acknowledge', offered: true },
    ]);
  });

  test.each([
    [
      makeTask.blocked({ blockedReasons: ['Waits for task schema.'] }),
      {},
      'Waits for task schema.',
    ],
    [makeTask.blocked(), { place: 'missing' }, 'recreate it first'],
  ] as const)('another reason keeps it from resuming, not from restarting', (task, around, why) => {
    expect(offeredActions(task, makeCheckpoint.resumable(), around)).toMatchObject([
      { verb: 'resume', offered: false, why: expect.stringContaining(why) },
      { verb: 'restart', offered: true },
      { verb: 'acknowledge', offered: true },
    ]);
  });
});

describe('the status of a run', () => {
  test.each(runCases)('$title: $status', ({ tasks, children = [], status }) => {
    expect(
      runStatus(
        tasks.map((state) => ({ state })),
        children.map((child) => ({ status: child })),
      ),
    ).toBe(status);
  });
});
