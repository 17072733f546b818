import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordSet } from '#shared/domain/records.ts';
import { taskStates, type Task } from '#shared/domain/task.ts';
import { makeEnvironment, makeRun, makeSession, makeTask } from '#shared/testing/make-record.ts';
import { recorded, recordSet } from '#shared/testing/make-situation.ts';
import { later, moments } from '#shared/testing/moments.ts';
import { schedule, type Schedule, type ScheduleRequest } from './schedule.ts';

const place = (id: string) =>
  makeEnvironment.worktree({ id: `env-${id}`, taskId: id, state: 'requested' });
const queued = (id: string, over: Partial<Task> = {}): Task =>
  makeTask.queued({ id, environmentId: `env-${id}`, command: ['agent'], ...over });
const setOf = (...tasks: readonly Task[]): RecordSet =>
  recordSet({ runs: [makeRun()], tasks, environments: tasks.map(({ id }) => place(id)) });

const pass = (records: RecordSet, over: Partial<ScheduleRequest> = {}): Schedule =>
  schedule({
    recorded: records,
    workspaces: new Set(['/repos/shop']),
    concurrencyLimit: 8,
    heldTaskIds: new Set(),
    isCommandKnown: ({ command }) => command !== undefined,
    now: moments.now,
    ...over,
  });

describe('scheduling', () => {
  it('starts what waits for nothing, and what waits only for completed tasks', () => {
    const records = setOf(
      queued('a'),
      makeTask.completed({ id: 'done' }),
      queued('b', { dependsOn: ['done'] }),
      queued('c', { dependsOn: ['done', 'a'] }),
      makeTask.failed({ id: 'broken' }),
      queued('d', { dependsOn: ['broken'] }),
      queued('e', { dependsOn: ['recorded by nobody'] }),
    );
    expect(pass(records)).toEqual({ start: ['a', 'b'], transitions: [] });
  });

  it('leaves a blocked task blocked although all it waits for is complete', () => {
    const done = makeTask.completed({ id: 'done' });
    const blocked = makeTask.blocked({
      id: 'b',
      command: ['agent'],
      dependsOn: ['done'],
      environmentId: 'env-b',
      blockedReasons: ['Waits for task done.'],
    });
    expect(pass(setOf(done, blocked))).toEqual({ start: [], transitions: [] });
  });

  it.each([
    ['needs an approval', { approvalRequired: true }],
    ['has published its result', { resultPublished: true }],
    ['has no environment', { environmentId: undefined }],
    ['has no command that anybody knows', { command: undefined }],
  ])('never starts a task that %s', (_what, over) => {
    expect(pass(setOf(queued('a', over))).start).toEqual([]);
  });

  it('never starts a task of another system, of another folder, or one that is held', () => {
    const records = setOf(queued('a'));
    const foreign = {
      ...records,
      tasks: records.tasks.map(({ record }) => recorded(record, { source: 'gestura' })),
    };
    expect(pass(foreign).start).toEqual([]);
    expect(pass(records, { workspaces: new Set(['/repos/other']) }).start).toEqual([]);
    expect(pass(records, { heldTaskIds: new Set(['a']) }).start).toEqual([]);
    expect(pass(records, { workspaces: new Set() })).toEqual({ start: [], transitions: [] });
  });

  it('leaves alone what somebody is starting, and an environment that is leased or must be mended', () => {
    const records = setOf(queued('a'));
    const session = makeSession.spawned({ taskId: 'a' });
    expect(pass({ ...records, sessions: [recorded(session)] }).start).toEqual([]);
    const lease = {
      kind: 'execution',
      holder: {},
      token: 't',
      acquiredAt: moments.started,
    } as const;
    for (const over of [
      { lease },
      { state: 'removed' as const },
      { executionMode: 'remote' as const },
      { recoveryAction: 'recreate_missing_environment' as const },
    ]) {
      const environments = [recorded({ ...place('a'), ...over })];
      expect(pass({ ...records, environments }).start).toEqual([]);
    }
  });

  it('tells tasks that wait for themselves, once, and whoever waits for them goes on waiting', () => {
    const records = setOf(
      queued('a', { dependsOn: ['c'] }),
      queued('b', { dependsOn: ['a'] }),
      queued('c', { dependsOn: ['b'] }),
      queued('waits', { dependsOn: ['a'] }),
      queued('self', { dependsOn: ['self'] }),
    );
    const { start, transitions } = pass(records);
    expect(start).toEqual([]);
    const told = transitions.flatMap(({ changes }) =>
      changes.flatMap((one) => (one.kind === 'task' ? [[one.id, one.after?.blockedReasons]] : [])),
    );
    const around = ['Depends on itself, so it can never start: a → c → b → a.'];
    expect(told).toEqual([
      ['a', around],
      ['b', around],
      ['c', around],
      ['self', ['Depends on itself, so it can never start: self → self.']],
    ]);
    const then = apply(records, pass(records));
    expect(pass(then)).toEqual({ start: [], transitions: [] });
  });

  it('lets the run wait in the same write in which its last task is told so', () => {
    const records = setOf(queued('a', { dependsOn: ['b'] }), queued('b', { dependsOn: ['a'] }));
    const { transitions } = pass(records);
    expect(transitions[0]?.changes).toHaveLength(1);
    expect(transitions[1]?.changes[1]?.after).toMatchObject({ status: 'waiting' });
  });

  it('does not hang on a long chain', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) =>
      queued(`t${index}`, { dependsOn: [`t${(index + 1) % 20_000}`] }),
    );
    const records = { ...setOf(), tasks: chain.map((task) => recorded(task)), runs: [] };
    const one = {
      ...records,
      tasks: [...records.tasks.slice(1), recorded(makeTask.blocked({ id: 't0' }))],
    };
    expect(pass(one).start).toEqual([]);
  });
});

const anyTask = fc.record({
  state: fc.oneof(fc.constant('queued' as const), fc.constantFrom(...taskStates)),
  dependsOn: fc.uniqueArray(fc.nat(9), { maxLength: 3 }),
  minute: fc.nat(3),
  workspace: fc.constantFrom('/repos/shop', '/repos/site', '/repos/off'),
});
const anyRecords = fc.array(anyTask, { maxLength: 10 }).map((all) => {
  const records = setOf(
    ...all.map(({ state, dependsOn, minute }, index) =>
      queued(`t${index}`, {
        state,
        dependsOn: dependsOn.map((needed) => `t${needed}`),
        createdAt: later(moments.started, minute * 60_000),
      }),
    ),
  );
  return {
    ...records,
    tasks: records.tasks.map((one, index) => ({ ...one, workspace: all[index]?.workspace ?? '' })),
  };
});
const workspaces = new Set(['/repos/shop', '/repos/site']);
const limits = fc.integer({ min: 1, max: 4 });

describe('any pass', () => {
  it('never lets more tasks run in a workspace than the limit, unless they ran before', () => {
    fc.assert(
      fc.property(anyRecords, limits, (records, concurrencyLimit) => {
        const then = apply(records, pass(records, { workspaces, concurrencyLimit }));
        for (const workspace of workspaces)
          expect(countRunning(then, workspace)).toBeLessThanOrEqual(
            Math.max(concurrencyLimit, countRunning(records, workspace)),
          );
      }),
    );
  });

  it('starts only queued tasks of its workspaces whose dependencies are completed', () => {
    fc.assert(
      fc.property(anyRecords, limits, (records, concurrencyLimit) => {
        const byId = new Map(records.tasks.map((one) => [one.record.id, one]));
        for (const id of pass(records, { workspaces, concurrencyLimit }).start) {
          const task = byId.get(id);
          expect(task?.record.state).toBe('queued');
          expect(workspaces.has(task?.workspace ?? '')).toBe(true);
          for (const needed of task?.record.dependsOn ?? [])
            expect(byId.get(needed)?.record.state).toBe('completed');
        }
      }),
    );
  });

  it('gives nothing a second time', () => {
    fc.assert(
      fc.property(anyRecords, limits, (records, concurrencyLimit) => {
        const over = { workspaces, concurrencyLimit };
        const then = apply(records, pass(records, over));
        expect(pass(then, over)).toEqual({ start: [], transitions: [] });
      }),
    );
  });

  it('is the same in any order of the records', () => {
    fc.assert(
      fc.property(anyRecords, limits, fc.infiniteStream(fc.nat()), (records, limit, keys) => {
        const mixed = records.tasks
          .map((one) => ({ one, key: keys.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const over = { workspaces, concurrencyLimit: limit };
        expect(pass({ ...records, tasks: mixed }, over)).toEqual(pass(records, over));
      }),
    );
  });
});

const countRunning = ({ tasks }: RecordSet, workspace: string): number =>
  tasks.filter((one) => one.workspace === workspace && one.record.state === 'running').length;

/** The records once the outcome of a pass is written and the agents are started. */
function apply(records: RecordSet, { start, transitions }: Schedule): RecordSet {
  const after = new Map(
    transitions.flatMap(({ changes }) =>
      changes.flatMap((one) =>
        one.kind === 'task' && one.after !== undefined ? [[one.id, one.after] as const] : [],
      ),
    ),
  );
  return {
    ...records,
    tasks: records.tasks.map((one) => ({
      ...one,
      record: start.includes(one.record.id)
        ? { ...one.record, state: 'running' }
        : (after.get(one.record.id) ?? one.record),
    })),
  };
}
