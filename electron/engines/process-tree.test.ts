import { describe, expect, it } from 'vitest';
import type { ProcessRow } from './process-table.ts';
import { collectTree } from './process-tree.ts';

const row = (pid: number, parent: number, more: Partial<ProcessRow> = {}): ProcessRow => ({
  pid,
  parent,
  group: pid,
  startTime: `${pid}0`,
  ...more,
});

const roots = {
  sessionId: 's-1',
  statusFile: '/home/one/sessions/s-1/status',
  agent: { pid: 20, startTime: '200' },
  shimPid: 10,
  known: new Set<string>(),
  selfPid: 99,
};

const pids = (rows: readonly ProcessRow[], more: Partial<typeof roots> = {}) =>
  collectTree(rows, { ...roots, ...more }).map(({ pid }) => pid);

describe('the processes of a session', () => {
  it('are the agent and its descendants, in whatever order they are listed', () => {
    expect(pids([row(5, 30), row(30, 20), row(20, 10), row(40, 1)]).toSorted()).toEqual([
      20, 30, 5,
    ]);
  });

  it('are none when another process has the agent’s pid', () => {
    expect(pids([row(20, 1, { startTime: '999' }), row(30, 20)])).toEqual([]);
  });

  it('include what left the tree but carries the session’s id', () => {
    expect(pids([row(50, 1, { sessionId: 's-1' }), row(51, 50)])).toEqual([50, 51]);
  });

  it('never include a session of another home that has the same id', () => {
    const statusFile = '/home/two/sessions/s-1/status';
    const elsewhere = row(50, 1, { sessionId: 's-1', statusFile });
    const here = row(60, 1, { sessionId: 's-1', statusFile: roots.statusFile });
    expect(pids([elsewhere, row(51, 50), here])).toEqual([60]);
  });

  it('never include another session started from within', () => {
    expect(pids([row(20, 10), row(30, 20, { sessionId: 's-2' }), row(31, 30)])).toEqual([20]);
  });

  it('include the supervisor’s group, but only while a proven member is in it', () => {
    const stray = row(60, 1, { group: 10 });
    expect(pids([row(20, 1, { group: 10 }), stray])).toEqual([20, 60]);
    expect(pids([stray])).toEqual([]);
  });

  it('include what was seen in the tree before its parent died', () => {
    expect(pids([row(30, 1), row(31, 1)], { known: new Set(['30:300', '31:1']) })).toEqual([30]);
  });

  it('never include the process that asks, nor the first process', () => {
    expect(pids([row(20, 10), row(99, 20), row(1, 0, { sessionId: 's-1' })])).toEqual([20]);
  });
});
