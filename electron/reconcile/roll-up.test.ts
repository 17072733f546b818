import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runStatus } from './run-status.ts';
import { makeRun, makeTask } from '#shared/testing/make-record.ts';
import { recordSet } from '#shared/testing/make-situation.ts';
import { moments } from '#shared/testing/moments.ts';
import type { RecordChange } from '#shared/domain/records.ts';
import { rollUpRuns } from '#shared/domain/roll-up.ts';
import type { Run } from '#shared/domain/run.ts';
import { taskStates, type Task } from '#shared/domain/task.ts';

const change = (after: Task): RecordChange => ({
  kind: 'task',
  id: after.id,
  expectedVersion: 1,
  after,
});

const roll = (runs: readonly Run[], tasks: readonly Task[], changes: readonly RecordChange[]) =>
  rollUpRuns({ records: recordSet({ runs, tasks }), runStatus, now: moments.now }, changes);

const statuses = (changes: readonly RecordChange[]) =>
  changes.flatMap((one) => (one.kind === 'run' ? [[one.id, one.after?.status]] : []));

describe('the status of runs', () => {
  const chain = [
    makeRun({ id: 'top' }),
    makeRun({ id: 'middle', parentRunId: 'top' }),
    makeRun({ id: 'low', parentRunId: 'middle' }),
  ];
  const task = makeTask.running({ id: 'a', runId: 'low' });

  it('follows a task up to the topmost run', () => {
    const done = makeTask.completed({ id: 'a', runId: 'low' });
    const rolled = roll(chain, [task], [change(done)]);
    expect(statuses(rolled)).toEqual([
      ['top', 'completed'],
      ['middle', 'completed'],
      ['low', 'completed'],
    ]);
    expect(rolled[0]?.after).toMatchObject({ completedAt: moments.now });
  });

  it('opens a completed run again when a task joins it', () => {
    const over = makeRun({ id: 'low', status: 'completed', completedAt: moments.started });
    const joined = makeTask.queued({ id: 'b', runId: 'low' });
    const [run] = roll([over], [], [change(joined)]);
    expect(run?.after).toMatchObject({ status: 'running' });
    expect(run?.after).not.toHaveProperty('completedAt');
  });

  it('follows when a task is forgotten', () => {
    const blocked = makeTask.blocked({ id: 'b', runId: 'low' });
    const done = makeTask.completed({ id: 'a', runId: 'low' });
    const low = makeRun({ id: 'low', status: 'waiting' });
    const forgotten: RecordChange = {
      kind: 'task',
      id: 'b',
      expectedVersion: 1,
      after: undefined,
    };
    expect(statuses(roll([low], [blocked, done], [forgotten]))).toEqual([['low', 'completed']]);
  });

  it('ends for runs that name each other as parents', () => {
    const circle = [
      makeRun({ id: 'low', parentRunId: 'top' }),
      makeRun({ id: 'top', parentRunId: 'low' }),
    ];
    expect(() =>
      roll(circle, [task], [change(makeTask.failed({ id: 'a', runId: 'low' }))]),
    ).not.toThrow();
  });

  it('is what the rule says of every touched run, and a second time nothing', () => {
    const state = fc.constantFrom(...taskStates);
    const ids = ['top', 'middle', 'low'] as const;
    const aTask = fc.record({ runId: fc.constantFrom(...ids), from: state, to: state });
    fc.assert(
      fc.property(fc.array(aTask, { minLength: 1, maxLength: 6 }), (made) => {
        const before = made.map(({ runId, from }, index) =>
          makeTask.queued({ id: `t${index}`, runId, state: from }),
        );
        const after = made.map(({ runId, to }, index) =>
          makeTask.queued({ id: `t${index}`, runId, state: to }),
        );
        // Brought into line first, as every write before has left them.
        const runs = apply(chain, roll(chain, [], before.map(change)));
        const then = apply(runs, roll(runs, before, after.map(change)));
        for (const { id, status } of then)
          if (ids.some((one) => one === id) && made.some(({ runId }) => isBelow(runId, id)))
            expect(status).toBe(
              runStatus(
                after.filter(({ runId }) => runId === id),
                then.filter(({ parentRunId }) => parentRunId === id),
              ),
            );
        expect(roll(then, after, after.map(change))).toEqual([]);
      }),
    );
  });
});

function apply(runs: readonly Run[], changes: readonly RecordChange[]): readonly Run[] {
  return runs.map((run) => {
    const found = changes.find((one) => one.kind === 'run' && one.id === run.id);
    return found?.kind === 'run' && found.after !== undefined ? found.after : run;
  });
}

const isBelow = (runId: string, above: string): boolean =>
  runId === above || above === 'top' || (runId === 'low' && above === 'middle');
