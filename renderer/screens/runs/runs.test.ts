import { describe, expect, it } from 'vitest';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { makeRunRow, makeTaskRow } from '#shared/testing/make-view.ts';
import { filterTree, isOpenAtFirst, layLines } from './run-lines.ts';
import { buildRunTree } from './run-tree.ts';
import { countStates, describeDependency, describeWorked, workedMs } from './run-words.ts';
import { stepTree } from './step-tree.ts';

const runs = [
  makeRunRow({ id: 'top', name: 'Friday', createdAt: '2026-01-31T09:00:00Z' }),
  makeRunRow({ id: 'below', name: 'Checks', parentRunId: 'top' }),
  makeRunRow({ id: 'old', name: null, status: 'completed', createdAt: '2026-01-30T09:00:00Z' }),
];
const tasks = [
  makeTaskRow({ id: 'schema', runId: 'top', state: 'blocked', name: 'Schema' }),
  makeTaskRow({ id: 'api', runId: 'top', state: 'queued', name: 'API', dependsOn: ['schema'] }),
  makeTaskRow({ id: 'lint', runId: 'below', state: 'running', dependsOn: ['api', 'gone'] }),
  makeTaskRow({ id: 'done', runId: 'old', state: 'completed' }),
  makeTaskRow({ id: 'stray', runId: 'lost', state: 'queued' }),
];
const conditions = [makeCondition.blocked({ taskId: 'schema' })];
const tree = buildRunTree({ runs, tasks, conditions });
const keys = (text = '') => layLines(filterTree(tree, text), isOpenAtFirst).map(({ key }) => key);

describe('runs and tasks as a tree', () => {
  it('count all tasks of a run, also where a search shows only some of them', () => {
    const [top] = filterTree(tree, 'schema');
    if (top === undefined) throw new Error('The run of the task is shown.');
    expect(top.tasks).toHaveLength(1);
    expect(countStates(top)).toBe('1 blocked · 1 running · 1 queued');
  });

  it('stand below the runs that started them, with runs nobody recorded last', () => {
    expect(keys()).toEqual([
      'run top',
      'task schema',
      'task api',
      'run below',
      'task lint',
      'run old',
      'run lost',
      'task stray',
    ]);
  });

  it('say what each task waits for and what it holds up', () => {
    const [schema, api] = tree[0]?.tasks ?? [];
    expect(schema?.holdsUp.map(({ id }) => id)).toEqual(['api']);
    expect(schema?.conditions).toHaveLength(1);
    expect(api?.waitsFor.map(describeDependency)).toEqual(['Schema, blocked']);
    const lint = tree[0]?.children[0]?.tasks[0];
    expect(lint?.waitsFor.map(describeDependency)).toEqual(['API, queued', 'gone, not recorded']);
  });

  it('are not lost when runs name each other as parents', () => {
    const circle = [
      makeRunRow({ id: 'a', parentRunId: 'b' }),
      makeRunRow({ id: 'b', parentRunId: 'a' }),
      makeRunRow({ id: 'c', parentRunId: 'b' }),
    ];
    const found = buildRunTree({ runs: circle, tasks: [], conditions: [] });
    const ids = layLines(found, () => true).map(({ key }) => key);
    expect(ids.toSorted()).toEqual(['run a', 'run b', 'run c']);
  });

  it('are found by their words, with the runs above them', () => {
    expect(keys('api queued')).toEqual(['run top', 'task api']);
    expect(keys('checks')).toEqual(['run top', 'run below', 'task lint']);
    expect(keys('nothing like it')).toEqual([]);
  });

  it('sum up what their tasks are at, those below included', () => {
    expect(tree[0] && countStates(tree[0])).toBe('1 blocked · 1 running · 1 queued');
  });
});

it('keys go down, out of a task to its run, and close it', () => {
  const lines = layLines(tree, isOpenAtFirst);
  const step = (key: string, from: number) => stepTree(key, from, lines, isOpenAtFirst);
  expect(step('ArrowDown', 0)).toEqual({ kind: 'move', line: 1 });
  expect(step('ArrowLeft', 2)).toEqual({ kind: 'move', line: 0 });
  expect(step('ArrowLeft', 0)).toMatchObject({ kind: 'toggle', run: { id: 'top' } });
  expect(step('ArrowRight', 5)).toMatchObject({ kind: 'toggle', run: { id: 'old' } });
  expect(step('x', 0)).toBeNull();
});

it('time worked goes on while a session lives', () => {
  const task = makeTaskRow({ workedMs: 60_000, runningSince: '2026-01-31T09:00:00Z' });
  const now = Date.parse('2026-01-31T11:04:00Z');
  expect(describeWorked(workedMs(task, now))).toBe('2 h 05');
  expect(describeWorked(0)).toBe('–');
  expect(describeWorked(59_000)).toBe('59 s');
});
